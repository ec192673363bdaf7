import { Anchor, Fieldset, Group, Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint, Slot } from '../../shared/contract/checkpoints.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { DirectionIcon } from '../parts/direction.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';

interface ChosenSlotProps {
  /** undefined until the live connection has brought it */
  slot: Slot | undefined;
  checkpoint: Checkpoint;
  onOther: () => void;
}

/** The slot that was chosen on the heat map, with the places it has left right now. */
export function ChosenSlot({ slot, checkpoint, onOther }: ChosenSlotProps) {
  const { t } = useTranslation();
  const names = usePostNames(checkpoint);
  return (
    <Fieldset legend={t('booking.slotChosen')} radius="lg">
      {slot ? (
        <>
          <Group gap={6} wrap="nowrap">
            <DirectionIcon direction={slot.direction} />
            <Text fw={600}>{names.both}</Text>
          </Group>
          <BothTimes instant={slot.startsAt} checkpoint={checkpoint} />
          <Text fz="sm" c="dimmed">
            {t('load.leftOf', { left: slot.left.total, places: slot.places.total })} · {t('slot.inspectedRow')}:{' '}
            {slot.left.inspected}
          </Text>
        </>
      ) : (
        <Skeleton height={62} />
      )}
      <Anchor component="button" type="button" fz="sm" mt={6} onClick={onOther}>
        {t('booking.otherSlot')}
      </Anchor>
    </Fieldset>
  );
}
