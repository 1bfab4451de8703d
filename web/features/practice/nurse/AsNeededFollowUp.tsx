import { Button, Group, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { timeText } from '#web/ui/time-text.ts';
import { nearText } from '../chart/chart-time.ts';
import { concept, pathOf, referenceTo, textOf } from '../fhir/codes.ts';
import { isAsNeeded } from '../fhir/dosage-text.ts';
import { measuredAt, valueText } from '../fhir/observation-words.ts';
import { ourSystems } from '../fhir/ours.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { MedicationAdministration, MedicationRequest, Observation } from '../fhir/resources.ts';
import { usePatientList, useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { followUpDueAt, isForPain } from './as-needed.ts';
import { vitalObservation, vitalRows } from './flowsheet-rows.ts';

export const responseCode = concept(ourSystems.local, 'as-needed-response', 'Response to as-needed medication');
/** Every answer to a dose given as needed: a pain score, or in words. */
export const responseCodes = '72514-3,as-needed-response';
const answers = ['Helped', 'Helped somewhat', 'Did not help', 'Asleep, breathing calmly'];

/** Did it help? What is given when needed is looked at again, and the answer points to the dose. */
export function AsNeededFollowUp({ order, administration }: { order: MedicationRequest; administration: MedicationAdministration }) {
  const { patientId, patient, encounter } = usePatient();
  const { now, nowIso, zone, learner, closed } = useAttempt();
  const given = usePatientList<Observation>('Observation', patientId, { code: responseCodes, _sort: '-date', _count: 50 });
  const save = useSave<Observation>();
  const [answer, setAnswer] = useState('');
  const row = vitalRows.find((one) => one.key === 'pain');
  if (!row || !isAsNeeded(order.dosageInstruction?.[0])) return null;
  const isPain = isForPain(order);
  const mine = given.list.filter((one) => one.partOf?.some((part) => pathOf(part) === `MedicationAdministration/${administration.id}`));
  const observation = (): Observation | null =>
    isPain
      ? vitalObservation(row, answer, { patient, encounter, at: nowIso(), by: learner, isBackEntry: false })
      : {
          resourceType: 'Observation',
          status: 'final',
          code: responseCode,
          subject: referenceTo(patient, nameText(patient.name)),
          ...(encounter ? { encounter: referenceTo(encounter) } : {}),
          effectiveDateTime: nowIso(),
          performer: [learner],
          valueString: answer,
        };
  return (
    <div>
      {mine.map((one) => (
        <div key={one.id}>
          Followed up {nearText(measuredAt(one), now(), zone)}: {isPain ? `pain ${valueText(one)}` : (one.valueString ?? textOf(one.code))}
        </div>
      ))}
      {mine.length === 0 && !closed && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const made = answer === '' ? null : observation();
            if (made) save.mutate({ ...made, partOf: [referenceTo(administration)] });
          }}
        >
          <p style={{ margin: '0 0 4px' }}>Look again by {timeText(followUpDueAt(order, administration), zone)}.</p>
          <Group align="end" gap="xs">
            {isPain ? (
              <NumberInput
                label="Pain now, 0 to 10"
                min={0}
                max={10}
                hideControls
                w={140}
                value={answer === '' ? '' : Number(answer)}
                onChange={(value) => setAnswer(typeof value === 'number' ? String(value) : '')}
              />
            ) : (
              <Select
                label={`Did it help: ${textOf(order.dosageInstruction?.[0]?.asNeededCodeableConcept)}`}
                data={answers}
                value={answer || null}
                onChange={(value) => setAnswer(value ?? '')}
              />
            )}
            <Button type="submit" variant="light" disabled={answer === ''} loading={save.isPending}>
              Record the follow-up
            </Button>
          </Group>
          <ProblemAlert error={save.error} />
        </form>
      )}
    </div>
  );
}
