import { Button, Menu } from '@mantine/core';
import { IconCalendarTime, IconHistory, IconSteeringWheel, IconTruck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeDialogProps } from './change-dialog.ts';
import { ChangeDriver } from './change-driver.tsx';
import { ChangeHistory } from './change-history.tsx';
import { ChangeSlot } from './change-slot.tsx';
import { ChangeVehicle } from './change-vehicle.tsx';

const kinds = { slot: IconCalendarTime, driver: IconSteeringWheel, vehicle: IconTruck, history: IconHistory } as const;
const dialogs = { slot: ChangeSlot, driver: ChangeDriver, vehicle: ChangeVehicle, history: ChangeHistory } as const;
type Kind = keyof typeof kinds;

/** What a carrier may change about an active booking: each dialog says whether, until when and how often. */
export function ChangeBooking({ booking, checkpoint }: Omit<ChangeDialogProps, 'onClose'>) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Kind>();
  if (booking.state !== 'held' && booking.state !== 'confirmed') return null;
  const Dialog = opened && dialogs[opened];
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button size="xs" variant="default">
            {t('bookingChanges.change')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(Object.keys(kinds) as Kind[]).map((kind) => {
            const Icon = kinds[kind];
            return (
              <Menu.Item key={kind} leftSection={<Icon size={16} />} onClick={() => setOpened(kind)}>
                {t(`bookingChanges.kind.${kind}`)}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      {Dialog && <Dialog booking={booking} checkpoint={checkpoint} onClose={() => setOpened(undefined)} />}
    </>
  );
}
