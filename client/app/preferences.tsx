import { ActionIcon, Button, Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { speak } from '../i18n/i18n.ts';
import { languageNames, languages } from '../i18n/languages.ts';

const short = { ru: 'РУС', kk: 'ҚАЗ', en: 'ENG' };

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const current = languages.find((language) => language === i18n.language) ?? 'ru';
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          fw={600}
          color="gray"
          size="compact-sm"
          leftSection={<IconLanguage size={18} stroke={1.7} />}
          aria-label={`${t('app.language')}: ${languageNames[current]}`}
        >
          {short[current]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => void speak(language)}
            rightSection={language === current ? <IconCheck size={16} /> : <span style={{ width: 16 }} />}
          >
            {languageNames[language]}
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
