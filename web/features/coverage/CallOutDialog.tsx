import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { acceptCallOut, createCallOut, reproposeCallOut, withdrawCallOut, type BoardPerson, type CallOut } from '#coverage/contract.ts';
import { parseIso, toLocal, type TimeZone } from '#kernel/time.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { RepairView } from './RepairView.tsx';

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
  const again = useMutation({ mutationFn: (id: string) => call(reproposeCallOut, { params: { callOutId: id } }), onSuccess: setCallOut });
  const accept = useMutation({
    mutationFn: (id: string) => call(acceptCallOut, { params: { callOutId: id } }),
    onSuccess: (done) => {
      notifications.show({ message: `${done.personName}’s shifts are covered anew; all concerned have been told.` });
      onClose();
    },
  });
  const withdraw = useMutation({ mutationFn: (id: string) => call(withdrawCallOut, { params: { callOutId: id } }), onSuccess: onClose });
  const problem = propose.error ?? again.error ?? accept.error ?? withdraw.error;
  return (
    <Modal
      opened
      onClose={onClose}
      title={callOut ? `${callOut.personName} can’t come` : 'Call-out'}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {callOut ? (
        <RepairView callOut={callOut} zone={zone} />
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
      <ProblemAlert error={problem} title={callOut ? 'Not put in force' : 'No repair'} />
      <Group justify="flex-end" mt="lg" gap="xs">
        {callOut ? (
          <>
            <Button variant="subtle" color="gray" mr="auto" loading={withdraw.isPending} onClick={() => withdraw.mutate(callOut.callOutId)}>
              Withdraw the call-out
            </Button>
            <Button variant="default" loading={again.isPending} onClick={() => again.mutate(callOut.callOutId)}>
              Mend again
            </Button>
            <Button loading={accept.isPending} disabled={callOut.status !== 'proposed'} onClick={() => accept.mutate(callOut.callOutId)}>
              Accept and tell them
            </Button>
          </>
        ) : (
          <>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" form="call-out" loading={propose.isPending} disabled={personId === null}>
              Find a repair
            </Button>
          </>
        )}
      </Group>
    </Modal>
  );
}

function localText(zone: TimeZone): string {
  const { date, time } = toLocal(Date.now(), zone);
  return `${date}T${time}`;
}
