import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconBarcode, IconCamera } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import css from './mar.module.css';

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorMaker = new (options?: { formats?: string[] }) => Detector;
const detectorMaker = (): DetectorMaker | undefined => (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;

interface Props {
  label: string;
  placeholder: string;
  onScan: (code: string) => void;
}

/** A bar code by scanner (it types and ends with Enter), by hand, or by camera where the browser can read one. */
export function ScanField({ label, placeholder, onScan }: Props) {
  const [typed, setTyped] = useState('');
  const [filming, setFilming] = useState(false);
  const [failure, setFailure] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const send = (code: string): void => {
    setTyped('');
    setFilming(false);
    if (code.trim() !== '') onScan(code.trim());
    field.current?.focus();
  };
  return (
    <div>
      <TextInput
        ref={field}
        data-autofocus
        data-start
        label={label}
        placeholder={placeholder}
        description={
          detectorMaker() === undefined
            ? 'Scanner or keyboard, then Enter. This browser cannot read bar codes by camera.'
            : 'Scanner, keyboard or camera.'
        }
        error={failure || null}
        autoComplete="off"
        spellCheck={false}
        leftSection={<IconBarcode size={16} />}
        rightSection={
          detectorMaker() !== undefined && (
            <Tooltip label="Scan with the camera">
              <ActionIcon
                variant="subtle"
                aria-label="Scan with the camera"
                aria-pressed={filming}
                onClick={() => {
                  setFailure('');
                  setFilming(!filming);
                }}
              >
                <IconCamera size={16} />
              </ActionIcon>
            </Tooltip>
          )
        }
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && !(event.key === 'Tab' && typed !== '' && !event.shiftKey)) return;
          event.preventDefault();
          send(typed);
        }}
      />
      {filming && (
        <Camera
          onCode={send}
          onFailed={() => {
            setFilming(false);
            setFailure('The camera could not be used: allow it for this page, or type the code.');
          }}
        />
      )}
    </div>
  );
}

function Camera({ onCode, onFailed }: { onCode: (code: string) => void; onFailed: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef({ onCode, onFailed });
  useEffect(() => {
    latest.current = { onCode, onFailed };
  });
  useEffect(() => {
    const Maker = detectorMaker();
    let stream: MediaStream | null = null;
    let timer = 0;
    let over = false;
    const begin = async (): Promise<void> => {
      if (!Maker) return;
      const detector = new Maker();
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (over || !video.current) return stop();
      video.current.srcObject = stream;
      await video.current.play();
      timer = window.setInterval(() => {
        if (video.current)
          detector
            .detect(video.current)
            .then((found) => {
              if (found[0] && !over) latest.current.onCode(found[0].rawValue);
            })
            .catch(() => undefined); // a frame that can't be read: the next one
      }, 250);
    };
    const stop = (): void => {
      over = true;
      clearInterval(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    begin().catch(() => latest.current.onFailed());
    return stop;
  }, []);
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- the camera's picture has no sound
  return <video ref={video} className={css.camera} muted playsInline aria-label="Camera" />;
}
