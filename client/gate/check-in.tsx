import { ActionIcon, Button, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconQrcode, IconX } from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { vehicleSchema } from '../../shared/contract/bookings.ts';
import { api } from '../api/client.ts';
import { errorText, isRefusal } from '../api/errors.ts';
import { FormProblem } from '../parts/form-error.tsx';
import styles from './gate.module.css';
import { useGate } from './gate-context.ts';
import { type GateTruck, truckOfPlate, truckOfQueue } from './gate-truck.ts';
import { ScanPass } from './scan-pass.tsx';
import { TruckRow, TruckSteps } from './truck-row.tsx';

const suggestionsMax = 4;
const typingMs = 400;

/** Finds a truck by its plate or by the QR of its pass; the buttons of its row check it in. */
export function CheckIn({ trucks }: { trucks: readonly GateTruck[] }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [scanning, scan] = useDisclosure();
  // Letters that look the same are the same, in Cyrillic or Latin; the schema writes them in one way, once there is a whole plate.
  const whole = vehicleSchema.shape.plate.safeParse(typed);
  const wanted = whole.success ? whole.data : typed.toUpperCase().replace(/[\s-]/g, '');
  const found = wanted.length >= 2 ? trucks.filter(({ plate }) => plate.includes(wanted)) : [];
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="check-in">
      <Stack gap="sm">
        <Title order={2} id="check-in">
          {t('gate.checkIn')}
        </Title>
        <TextInput
          className={styles.plateInput ?? ''}
          type="search"
          aria-label={t('booking.plate')}
          placeholder={t('gate.platePlaceholder')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          rightSectionWidth={52}
          rightSection={
            typed && (
              <ActionIcon
                size={44}
                variant="subtle"
                color="gray"
                aria-label={t('gate.clear')}
                onClick={() => setTyped('')}
              >
                <IconX size={20} />
              </ActionIcon>
            )
          }
        />
        <Button size="lg" variant="light" leftSection={<IconQrcode size={22} aria-hidden />} onClick={scan.open}>
          {t('gate.scan')}
        </Button>
        <Text fz="sm" c="dimmed" role="status" hidden={wanted.length < 2}>
          {t('gate.found', { count: found.length })}
        </Text>
        {found.slice(0, suggestionsMax).map((truck) => (
          <TruckRow key={truck.bookingId ?? truck.plate} truck={truck} />
        ))}
        {found.length === 0 && whole.success && <NotListed plate={whole.data} />}
      </Stack>
      {scanning && <ScanPass trucks={trucks} onClose={scan.close} />}
    </Paper>
  );
}

/** Not among the trucks of these hours: the server may know it; without one, it is checked in and the server says later. */
function NotListed({ plate }: { plate: string }) {
  const { t } = useTranslation();
  const { checkpoint } = useGate();
  const [asked] = useDebouncedValue(plate, typingMs);
  const input = { checkpointId: checkpoint.id, plate: asked };
  const answer = useQuery({
    queryKey: ['gate', 'truck', input],
    networkMode: 'always',
    retry: false,
    queryFn: asked === plate ? ({ signal }) => api.queues.getTruck(input, { signal }) : skipToken,
  });
  if (answer.data) return <TruckRow truck={truckOfQueue(answer.data)} />;
  if (answer.isError && isRefusal(answer.error)) return <FormProblem error={answer.error} />;
  if (!answer.isError) return <Text fz="sm">{t('gate.lookingUp', { plate })}</Text>;
  return (
    <Stack gap="xs">
      <Text fz="sm">
        {errorText(answer.error, t)}. {t('gate.notListed', { plate })}
      </Text>
      <TruckSteps truck={truckOfPlate(plate)} only="usual" />
    </Stack>
  );
}
