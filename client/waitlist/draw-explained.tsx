import { Button, Code, Collapse, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDice5 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { WaitlistEntry } from '../../shared/contract/waitlist.ts';
import { computeLots } from './compute-lots.ts';

/** So much of a hash tells two of them apart. */
const shownDigits = 12;
/** More rows tell nobody more. */
const shownLots = 5;

/** How the place was drawn, computed again on this very screen. */
export function DrawExplained({ entryId, draw }: { entryId: string; draw: NonNullable<WaitlistEntry['draw']> }) {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure();
  const { number, seed, candidates, candidateIds } = draw;
  const lots = useQuery({
    queryKey: ['waitlist-lots', number],
    queryFn: async () => (await computeLots(seed, candidateIds)) ?? null,
    enabled: opened,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        mt="xs"
        leftSection={<IconDice5 size={14} />}
        aria-expanded={opened}
        onClick={toggle}
      >
        {t('waitlist.draw', { number, count: candidates })}
      </Button>
      <Collapse expanded={opened}>
        <Stack gap="xs" mt="xs">
          <Text fz="sm" maw={720}>
            {t('waitlist.drawText')}
          </Text>
          <Text fz="sm">
            {t('waitlist.seed')}: <Code style={{ wordBreak: 'break-all' }}>{seed}</Code>
          </Text>
          {lots === null && <Text fz="sm">{t('waitlist.noHashes')}</Text>}
          {lots && (
            <>
              <Text fz="sm" fw={600}>
                {t(lots[0]?.applicationId === entryId ? 'waitlist.drawRight' : 'waitlist.drawWrong')}
              </Text>
              <Table.ScrollContainer minWidth={280}>
                <Table fz="xs" verticalSpacing={2} aria-label={t('waitlist.lots')}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('waitlist.place')}</Table.Th>
                      <Table.Th>{t('waitlist.lot')}</Table.Th>
                      <Table.Th>{t('waitlist.application')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {lots.slice(0, shownLots).map(({ applicationId, lot }, index) => (
                      <Table.Tr key={applicationId} fw={applicationId === entryId ? 700 : 400}>
                        <Table.Td>{index + 1}</Table.Td>
                        <Table.Td ff="monospace">{lot.slice(0, shownDigits)}…</Table.Td>
                        <Table.Td ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                          {applicationId} {applicationId === entryId && `(${t('waitlist.yours')})`}
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            </>
          )}
        </Stack>
      </Collapse>
    </>
  );
}
