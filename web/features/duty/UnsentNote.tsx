import { Alert, Button } from '@mantine/core';
import { plural } from '#web/ui/time-text.ts';
import { actionText } from './duty-words.ts';
import css from './duty.module.css';
import type { Outbox } from './outbox.ts';

interface Props {
  outbox: Outbox;
  onSend: () => void;
  onDismiss: (id: string) => void;
}

/** What this phone did and the server does not know, and what the server said no to. */
export function UnsentNote({ outbox, onSend, onDismiss }: Props) {
  const { unsent, refused } = outbox;
  return (
    <>
      {unsent.length > 0 && (
        <Alert color="yellow" variant="light" mb="sm" role="status" title={`${plural(unsent.length, 'action')} not sent yet`}>
          <p className={css.noteText}>{unsent.map(({ action }) => actionText(action)).join(' · ')}</p>
          <Button size="xs" variant="default" onClick={onSend}>
            Try now
          </Button>
        </Alert>
      )}
      {refused.map(({ id, action, text }) => (
        <Alert
          key={id}
          color="petrol"
          variant="light"
          mb="sm"
          role="alert"
          title={`${actionText(action)}: too late or not possible`}
          withCloseButton
          closeButtonLabel="I have read it"
          onClose={() => onDismiss(id)}
        >
          {text}
        </Alert>
      ))}
    </>
  );
}
