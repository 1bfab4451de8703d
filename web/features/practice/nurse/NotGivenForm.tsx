import { Button, Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import type { MedicationAdministration, MedicationRequest } from '../fhir/resources.ts';
import { useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { notGivenAdministration, notGivenReasons } from './administration.ts';
import { BackEntryTime } from './BackEntryTime.tsx';
import { useHolds } from './use-holds.ts';
import type { DoseSlot } from './due-times.ts';

interface Props {
  order: MedicationRequest;
  slot: DoseSlot;
  isBackEntry: boolean;
  onDone: () => void;
}

/** A dose that was not given is an answer too, with its reason. */
export function NotGivenForm({ order, slot, isBackEntry, onDone }: Props) {
  const { patient, encounter } = usePatient();
  const { now, zone, learner } = useAttempt();
  const isHeld = useHolds(order).some((one) => one.met === true);
  const save = useSave<MedicationAdministration>();
  // The measurements may come after the form: what is picked by hand goes first.
  const [picked, setReason] = useState<string | null>(null);
  const reason = picked ?? (isHeld ? 'held-parameter' : null);
  const [words, setWords] = useState('');
  const [at, setAt] = useState<number | null>(null);
  const chosen = notGivenReasons.find((one) => one.code === reason);
  const submit = (): void => {
    if (!chosen) return;
    const giving = {
      order,
      patient,
      encounter,
      product: null,
      dueAt: slot.dueAt,
      at: isBackEntry && at !== null ? at : now(),
      zone,
      nurse: learner,
      witness: null,
      site: '',
      note: words,
      dose: null,
      isBackEntry,
    };
    save.mutate(notGivenAdministration(giving, chosen), { onSuccess: onDone });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        {isBackEntry && <BackEntryTime value={at} onChange={setAt} />}
        <Select
          data-autofocus
          label="Reason"
          required
          data={notGivenReasons.map((one) => ({ value: one.code, label: one.text }))}
          value={reason}
          onChange={setReason}
        />
        <Textarea
          label="Note"
          placeholder="Whom you told, and what they said"
          autosize
          minRows={2}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <ProblemAlert error={save.error} title="Nothing was recorded" />
        <Button type="submit" disabled={!chosen || (isBackEntry && at === null)} loading={save.isPending}>
          Record as not given
        </Button>
      </Stack>
    </form>
  );
}
