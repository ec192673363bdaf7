import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PassClaims } from '../../shared/contract/trips.ts';
import { useFormat } from '../i18n/format.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { useGate } from './gate-context.ts';
import { type GateTruck, isSameTruck, truckOfPass } from './gate-truck.ts';
import { TruckRow } from './truck-row.tsx';
import type { PassVerdict } from './verify-pass.ts';

interface PassResultProps {
  token: string;
  verdict: PassVerdict;
  trucks: readonly GateTruck[];
  onAgain: () => void;
  onDone: () => void;
}

const looks = {
  valid: { color: 'teal', icon: IconCircleCheck },
  expired: { color: 'orange', icon: IconAlertTriangle },
  unknown: { color: 'orange', icon: IconAlertTriangle },
  'wrong-checkpoint': { color: 'red', icon: IconCircleX },
  'not-ours': { color: 'red', icon: IconCircleX },
} as const;

/** What a pass is worth, in words an officer can act on, and the truck it is for. */
export function PassResult({ token, verdict, trucks, onAgain, onDone }: PassResultProps) {
  const { t } = useTranslation();
  const { color, icon: Icon } = looks[verdict.verdict];
  const claims = 'claims' in verdict ? verdict.claims : undefined;
  const truck = claims && truckOf(claims, token, trucks, verdict.verdict === 'valid');
  return (
    <Stack>
      <Alert color={color} icon={<Icon size={24} />} title={t(`gate.pass.${verdict.verdict}.title`)} role="alert">
        <Stack gap={4}>
          <Text>{t(`gate.pass.${verdict.verdict}.text`)}</Text>
          {claims && <PassFacts claims={claims} />}
        </Stack>
      </Alert>
      {truck && verdict.verdict !== 'wrong-checkpoint' && <TruckRow truck={truck} />}
      <Group justify="flex-end">
        <Button size="md" variant="default" onClick={onAgain}>
          {t('gate.scanAgain')}
        </Button>
        <Button size="md" variant="light" onClick={onDone}>
          {t('app.close')}
        </Button>
      </Group>
    </Stack>
  );
}

/** The truck of the list, with its pass while that is good; of one that is not listed, what the pass says. */
function truckOf(claims: PassClaims, token: string, trucks: readonly GateTruck[], valid: boolean): GateTruck {
  const ofPass = truckOfPass(claims, token);
  const listed = trucks.find((truck) => isSameTruck(truck, ofPass));
  return { ...(listed ?? ofPass), pass: valid ? token : null };
}

function PassFacts({ claims }: { claims: PassClaims }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { checkpoint } = useGate();
  const at = (seconds: number) => format.dayAndTime(new Date(seconds * 1000), checkpoint.kzZone);
  const named = { id: claims.cp, kzPostName: claims.cp, neighbourPostName: '' };
  const where = claims.cp === checkpoint.id ? checkpoint : named;
  return (
    <Text fw={600}>
      {claims.plate} · {postNames(where, i18n.language).both.replace(/ — $/, '')} · {at(claims.from)} ·{' '}
      {t('gate.pass.until', { time: at(claims.exp) })}
    </Text>
  );
}
