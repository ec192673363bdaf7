import { Alert, Button, FileButton, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconCamera, IconCameraOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import QrScanner from 'qr-scanner';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverClock } from '../live/server-clock.ts';
import styles from './gate.module.css';
import { useGate } from './gate-context.ts';
import { passKeysQuery } from './gate-queries.ts';
import type { GateTruck } from './gate-truck.ts';
import { PassResult } from './pass-result.tsx';
import { type PassVerdict, verifyPass } from './verify-pass.ts';

/** Reads the QR of a pass with the camera, from a photo, or as text, and verifies it here, without a network. */
export function ScanPass({ trucks, onClose }: { trucks: readonly GateTruck[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { checkpoint } = useGate();
  const keys = useQuery(passKeysQuery).data?.value;
  const [result, setResult] = useState<{ token: string; verdict: PassVerdict }>();
  const [problem, setProblem] = useState<string>();

  async function judge(token: string) {
    setProblem(undefined);
    setResult({
      token,
      verdict: await verifyPass(token, keys, { checkpointId: checkpoint.id, now: serverClock.now() }),
    });
  }

  async function readPhoto(photo: File | null) {
    if (!photo) return;
    try {
      await judge(
        (await QrScanner.scanImage(photo, { returnDetailedScanResult: true, alsoTryWithoutScanRegion: true })).data,
      );
    } catch {
      setProblem(t('gate.noQrInPhoto'));
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t('gate.scan')}
    >
      {result ? (
        <PassResult {...result} trucks={trucks} onAgain={() => setResult(undefined)} onDone={onClose} />
      ) : (
        <Stack>
          <Camera onRead={judge} />
          {problem && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <Group>
            <FileButton onChange={readPhoto} accept="image/*" inputProps={{ 'aria-label': t('gate.photo') }}>
              {(props) => (
                <Button {...props} size="md" variant="default" leftSection={<IconCamera size={18} aria-hidden />}>
                  {t('gate.photo')}
                </Button>
              )}
            </FileButton>
          </Group>
          <PastePass onPaste={judge} />
        </Stack>
      )}
    </Modal>
  );
}

function Camera({ onRead }: { onRead: (token: string) => Promise<void> }) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const read = useRef(onRead);
  read.current = onRead;
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (!video.current) return;
    const scanner = new QrScanner(video.current, ({ data }) => void read.current(data), {
      preferredCamera: 'environment',
      returnDetailedScanResult: true,
      onDecodeError: () => undefined, // most pictures hold no QR
    });
    scanner.start().catch(() => setMissing(true));
    return () => scanner.destroy();
  }, []);
  return (
    <>
      <video muted ref={video} className={styles.video} hidden={missing} aria-label={t('gate.cameraPicture')} />
      {missing && (
        <Alert color="gray" icon={<IconCameraOff size={20} />}>
          {t('gate.noCamera')}
        </Alert>
      )}
    </>
  );
}

function PastePass({ onPaste }: { onPaste: (token: string) => Promise<void> }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  return (
    <Stack gap="xs">
      <Textarea
        label={t('gate.paste')}
        autosize
        minRows={1}
        maxRows={4}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Text component="div">
        <Button size="md" variant="default" disabled={text.trim() === ''} onClick={() => void onPaste(text.trim())}>
          {t('gate.verify')}
        </Button>
      </Text>
    </Stack>
  );
}
