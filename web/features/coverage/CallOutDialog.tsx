import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { createCallOut, type BoardPerson, type CallOut } from '#coverage/contract.ts';
import { parseIso, toLocal, type TimeZone } from '#kernel/time.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { CallOutAnswer } from './CallOutAnswer.tsx';
import { RepairView } from './RepairView.tsx';
import { absenceText, repairText } from './waiting-words.ts';

interface Props {
  people: readonly BoardPerson[];
  zone: TimeZone;
  onClose: () => void;
}

/** Somebody is sick: who, from when; then the mended plan is shown, and one yes puts it in force. */
export function CallOutDialog({ people, zone, onClose }: Props) {
  const [personId, setPersonId] = useState<string | null>(null);
  const [from, setFrom] = useState(() => localText(zone));
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [callOut, setCallOut] = useState<CallOut | null>(null);
  const propose = useMutation({
    mutationFn: () => {
      const [at, end] = [parseIso(from, zone), until ? parseIso(until, zone) : null];
      return call(createCallOut, {
        body: { personId: personId ?? '', reason, ...(at.ok ? { at: at.value } : {}), ...(end?.ok ? { until: end.value } : {}) },
      });
    },
    onSuccess: setCallOut,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={callOut ? `${callOut.personName} can’t come` : 'Call-out'}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {callOut ? (
        <>
          <p>
            Away {absenceText(callOut, zone, callOut.createdAt)}: {repairText(callOut.repair)}.
          </p>
          <RepairView callOut={callOut} />
        </>
      ) : (
        <form
          id="call-out"
          onSubmit={(event) => {
            event.preventDefault();
            propose.mutate();
          }}
        >
          <Select
            label="Who can’t come"
            data-autofocus
            required
            searchable
            limit={80}
            nothingFoundMessage="No supporter of that name"
            data={people.filter((person) => person.kind !== null).map((person) => ({ value: person.personId, label: person.name }))}
            value={personId}
            onChange={setPersonId}
          />
          <Group grow mt="sm" align="flex-start">
            <TextInput type="datetime-local" label="From" required value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
            <TextInput
              type="datetime-local"
              label="Until"
              description="Empty: this shift and the rest of the day"
              inputWrapperOrder={['label', 'input', 'description']}
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
          </Group>
          <TextInput
            mt="sm"
            label="Note"
            description="Not a diagnosis; it is kept with the call-out"
            inputWrapperOrder={['label', 'input', 'description']}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </form>
      )}
      {callOut ? (
        <CallOutAnswer callOut={callOut} onRenewed={setCallOut} onDone={onClose} />
      ) : (
        <>
          <ProblemAlert error={propose.error} title="No repair" />
          <Group justify="flex-end" mt="lg" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" form="call-out" loading={propose.isPending} disabled={personId === null}>
              Find a repair
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}

function localText(zone: TimeZone): string {
  const { date, time } = toLocal(Date.now(), zone);
  return `${date}T${time}`;
}
