import { Button, Group, Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { createCallOut, type ShiftCard } from '#coverage/contract.ts';
import { parseIso, toLocal } from '#kernel/time.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from './my-shifts.module.css';
import { whenText } from './my-words.ts';

interface Props {
  personId: string;
  next: ShiftCard | null;
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** Two taps at ten to six in the morning: the coordinator gets the mended plan, not a phone call. */
export function SickDialog({ personId, next, onClose, onDone }: Props) {
  const zone = next?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [until, setUntil] = useState(next ? localText(next.end, zone) : '');
  const [reason, setReason] = useState('');
  const send = useMutation({
    mutationFn: () => {
      const end = until ? parseIso(until, zone) : null;
      return call(createCallOut, { body: { personId, reason, ...(end?.ok ? { until: end.value } : {}) } });
    },
    onSuccess: () => {
      notifications.show({ message: 'The coordinators know, with a proposal for who covers. Get well soon.' });
      onClose();
      return onDone();
    },
  });
  return (
    <Modal opened onClose={onClose} title="I can’t come" closeButtonProps={{ 'aria-label': 'Close' }}>
      <p className={css.lead}>
        {next ? `Your next shift is ${whenText(next)}, ${next.unitName ?? ''}.` : 'No shift is published for you now.'}
      </p>
      <TextInput
        type="datetime-local"
        label="Not before"
        description="All shifts that begin earlier are covered by others"
        inputWrapperOrder={['label', 'input', 'description']}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <TextInput
        mt="sm"
        label="Note"
        description="Optional; no diagnosis is needed"
        inputWrapperOrder={['label', 'input', 'description']}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemAlert error={send.error} title="Not sent" />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={send.isPending} onClick={() => send.mutate()}>
          Tell the coordinators
        </Button>
      </Group>
    </Modal>
  );
}

function localText(at: number, zone: string): string {
  const { date, time } = toLocal(at, zone);
  return `${date}T${time}`;
}
