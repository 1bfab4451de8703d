import { Button, CopyButton, Group, Modal } from '@mantine/core';
import css from './apps.module.css';

export interface ShownSecret {
  readonly name: string;
  readonly clientId: string;
  /** Null: the app keeps none. */
  readonly secret: string | null;
}

/** What the app's makers need; a secret is shown this once and kept nowhere. */
export function SecretDialog({ shown: { name, clientId, secret }, onClose }: { shown: ShownSecret; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${name} is registered`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      closeOnClickOutside={secret === null}
    >
      <Line label="Client id" value={clientId} />
      {secret !== null && (
        <>
          <Line label="Secret" value={secret} />
          <p className={css.note}>
            Copy it now: it is shown this once, and nobody can read it afterwards. If it is lost, give the app another one.
          </p>
        </>
      )}
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose}>{secret === null ? 'Done' : 'I have it'}</Button>
      </Group>
    </Modal>
  );
}

function Line({ label, value }: { label: string; value: string }) {
  return (
    <div className={css.line}>
      <span>{label}</span>
      <code>{value}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="default" aria-label={`Copy the ${label.toLowerCase()}`} onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
