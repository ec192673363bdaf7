import { ActionIcon, Button, Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { languagesOf, speak } from '../i18n/i18n.ts';
import { languageName, languages } from '../i18n/languages.ts';

/** Three letters, as on a keyboard of the region. */
const short: Record<string, string> = { ru: 'РУС', kk: 'ҚАЗ', en: 'ENG' };

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const spoken = languagesOf(useLocation().pathname) ?? languages;
  const current = i18n.language;
  const isSpoken = spoken.includes(current);
  // A language of the driver's page ends where that page does.
  useEffect(() => {
    if (!isSpoken) void speak('en', { isKept: false });
  }, [isSpoken]);

  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          fw={600}
          color="gray"
          size="compact-sm"
          leftSection={<IconLanguage size={18} stroke={1.7} />}
          aria-label={`${t('app.language')}: ${languageName(current)}`}
        >
          {short[current] ?? current.toUpperCase()}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {spoken.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => void speak(language)}
            rightSection={language === current ? <IconCheck size={16} /> : <span style={{ width: 16 }} />}
          >
            {languageName(language)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function ColorSchemeSwitch() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const next = scheme === 'light' ? 'dark' : 'light';
  const Icon = next === 'dark' ? IconMoon : IconSun;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      onClick={() => setColorScheme(next)}
      aria-label={t(next === 'dark' ? 'app.toDark' : 'app.toLight')}
    >
      <Icon size={19} stroke={1.7} />
    </ActionIcon>
  );
}
