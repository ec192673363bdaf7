import { Alert, Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconCopy, IconLink, IconShare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Booking } from '../../shared/contract/bookings.ts';
import { apiQuery } from '../api/client.ts';
import { LoadingLines } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { FormProblem } from '../parts/form-error.tsx';

/** The link that a dispatcher sends to the driver. */
export function DriverLink({ booking, zone }: { booking: Booking; zone: string }) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure();
  return (
    <>
      <Button
        size="xs"
        variant="light"
        leftSection={<IconLink size={15} aria-hidden />}
        onClick={dialog.open}
        aria-label={t('bookings.linkOf', { plate: booking.vehicle.plate })}
      >
        {t('bookings.link')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        closeButtonProps={{ 'aria-label': t('app.close') }}
        title={t('bookings.linkOf', { plate: booking.vehicle.plate })}
      >
        <SendLink booking={booking} zone={zone} />
      </Modal>
    </>
  );
}

function SendLink({ booking, zone }: { booking: Booking; zone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const link = useQuery(apiQuery.queues.getLink.queryOptions({ input: { bookingId: booking.id } }));
  if (link.isPending) return <LoadingLines count={2} />;
  if (link.isError) return <FormProblem error={link.error} />;
  const url = `${window.location.origin}${link.data.path}`;
  return (
    <Stack>
      <Text fz="sm">{t('bookings.linkText')}</Text>
      <TextInput
        aria-label={t('bookings.link')}
        readOnly
        value={url}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group gap="xs">
        {'clipboard' in navigator && (
          <CopyButton value={url}>
            {({ copied, copy }) => (
              <Button onClick={copy} leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}>
                {t(copied ? 'bookings.linkCopied' : 'bookings.linkCopy')}
              </Button>
            )}
          </CopyButton>
        )}
        {'share' in navigator && (
          <Button
            variant="default"
            leftSection={<IconShare size={18} />}
            // Closing the system's own dialog is no error.
            onClick={() => void navigator.share({ title: 'Otkel', url }).catch(() => undefined)}
          >
            {t('bookings.linkShare')}
          </Button>
        )}
        <Button variant="subtle" component="a" href={link.data.path} target="_blank" rel="noreferrer">
          {t('bookings.linkOpen')}
        </Button>
      </Group>
      <Alert color="gray" p="xs">
        {t('bookings.linkUntil', { time: format.dayAndTime(link.data.expiresAt, zone) })}
      </Alert>
    </Stack>
  );
}
