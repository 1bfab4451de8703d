import { useMemo } from 'react';
import { useChartMedications } from '../chart/use-chart-medications.ts';
import { hasCode, textOf } from '../fhir/codes.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import { abnormalityOf, seriesOf, valueText } from '../fhir/observation-words.ts';
import { ageText, nameText, sexText } from '../fhir/patient-words.ts';
import type { Condition, Observation } from '../fhir/resources.ts';
import { usePatientList } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import type { PhraseFacts } from './phrases.ts';

/** What the text blocks of a note can take from the chart; null while it is being read. */
export function usePhraseFacts(): PhraseFacts | null {
  const { patientId, patient, encounter, allergies } = usePatient();
  const { now } = useAttempt();
  const conditions = usePatientList<Condition>('Condition', patientId);
  const vitals = usePatientList<Observation>('Observation', patientId, { category: 'vital-signs', _sort: '-date' });
  const labs = usePatientList<Observation>('Observation', patientId, { category: 'laboratory', _sort: '-date' });
  const medications = useChartMedications();
  const isPending = conditions.isPending || vitals.isPending || labs.isPending || medications.isPending;
  const facts = useMemo(
    () => ({
      name: nameText(patient.name),
      age: ageText(patient.birthDate, now()),
      sex: sexText(patient.gender),
      reason: encounter?.reasonCode?.map(textOf).join(', ') ?? '',
      problems: [
        ...new Set(
          conditions.list.filter((one) => hasCode(one.clinicalStatus, 'active', 'recurrence', 'relapse')).map((one) => textOf(one.code)),
        ),
      ],
      medications: medications.inpatient
        .filter((one) => one.status === 'active')
        .map((one) => `${drugText(one)} ${dosageText(one.dosageInstruction?.[0])}`),
      home: medications.statements.filter((one) => one.status === 'active').map((one) => `${drugText(one)} ${dosageText(one.dosage?.[0])}`),
      allergies: allergies.map((one) => textOf(one.code)),
      vitals: newestOf(vitals.list).slice(0, 6),
      results: newestOf(labs.list).slice(0, 12),
    }),
    [patient, encounter, allergies, conditions.list, vitals.list, labs.list, medications, now],
  );
  return isPending ? null : facts;
}

const newestOf = (observations: readonly Observation[]): string[] =>
  seriesOf(observations).flatMap(({ name, observations: [newest] }) =>
    newest ? [`${name} ${valueText(newest)}${abnormalityOf(newest) ? ` ${abnormalityOf(newest)}` : ''}`] : [],
  );
