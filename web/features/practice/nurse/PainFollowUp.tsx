import { Button, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { nearText } from '../chart/chart-time.ts';
import { pathOf, referenceTo } from '../fhir/codes.ts';
import { isAsNeeded } from '../fhir/dosage-text.ts';
import { measuredAt, valueText } from '../fhir/observation-words.ts';
import type { MedicationAdministration, MedicationRequest, Observation } from '../fhir/resources.ts';
import { usePatientList, useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { vitalObservation, vitalRows } from './flowsheet-rows.ts';

/** Did it help? What is given when needed is looked at again, and the answer points to the dose. */
export function PainFollowUp({ order, administration }: { order: MedicationRequest; administration: MedicationAdministration }) {
  const { patientId, patient, encounter } = usePatient();
  const { now, nowIso, zone, learner, closed } = useAttempt();
  const scores = usePatientList<Observation>('Observation', patientId, { code: '72514-3', _sort: '-date', _count: 50 });
  const save = useSave<Observation>();
  const [score, setScore] = useState<number | null>(null);
  const row = vitalRows.find((one) => one.key === 'pain');
  if (!row || !isAsNeeded(order.dosageInstruction?.[0])) return null;
  const mine = scores.list.filter((one) => one.partOf?.some((part) => pathOf(part) === `MedicationAdministration/${administration.id}`));
  return (
    <div>
      {mine.map((one) => (
        <div key={one.id}>
          Followed up {nearText(measuredAt(one), now(), zone)}: pain {valueText(one)}
        </div>
      ))}
      {mine.length === 0 && !closed && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (score === null) return;
            const observation = vitalObservation(row, String(score), { patient, encounter, at: nowIso(), by: learner, isBackEntry: false });
            if (observation) save.mutate({ ...observation, partOf: [referenceTo(administration)] });
          }}
        >
          <Group align="end" gap="xs">
            <NumberInput
              label="Pain now, 0 to 10"
              min={0}
              max={10}
              hideControls
              w={140}
              value={score ?? ''}
              onChange={(value) => setScore(typeof value === 'number' ? value : null)}
            />
            <Button type="submit" variant="light" disabled={score === null} loading={save.isPending}>
              Record the follow-up
            </Button>
          </Group>
          <ProblemAlert error={save.error} />
        </form>
      )}
    </div>
  );
}
