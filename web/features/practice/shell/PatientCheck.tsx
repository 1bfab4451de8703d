import { TextInput } from '@mantine/core';
import css from '../orders/orders.module.css';
import { birthText, mrnOf, nameText } from '../fhir/patient-words.ts';
import type { Patient } from '../fhir/resources.ts';
import { useAttempt } from './attempt-space.ts';
import { useOpenCharts } from './open-charts.ts';
import { usePatient } from './PatientProvider.tsx';
import { useLookAlikes } from './use-look-alikes.ts';

/** Whether orders for this patient need the learner's own proof of whom they are for, and why. */
export function useWatch(): string {
  const { patient } = usePatient();
  const { attemptId } = useAttempt();
  const charts = useOpenCharts(attemptId);
  const alike = useLookAlikes(patient);
  if (alike[0]) return `There is a similar name on the list: ${nameText(alike[0].name)}, born ${birthText(alike[0].birthDate)}.`;
  return charts.length > 1 ? `${charts.length} charts are open.` : '';
}

/** Initials and year of birth, as somebody who looked at the name would type them: `MO 1951`. */
export function provesPatient(patient: Patient, typed: string): boolean {
  const name = patient.name?.find((one) => one.use === 'official') ?? patient.name?.[0];
  const initials = [name?.given?.[0], name?.family]
    .map((part) =>
      (part ?? '')
        .normalize('NFD')
        .replaceAll(/[^\p{L}]/gu, '')
        .charAt(0)
        .toUpperCase(),
    )
    .join('');
  const said = typed.toUpperCase().replaceAll(/[^\p{L}\d]/gu, '');
  return said === initials + (patient.birthDate?.slice(0, 4) ?? '');
}

interface Props {
  watch: string;
  typed: string;
  onType: (typed: string) => void;
}

/** Whom this is for, large; typed again where a mix-up is likely (re-entry is what was shown to halve wrong-patient orders). */
export function PatientCheck({ watch, typed, onType }: Props) {
  const { patient } = usePatient();
  const right = provesPatient(patient, typed);
  return (
    <div className={css.who} data-watch={watch !== '' || undefined}>
      <strong>{nameText(patient.name)}</strong>
      born {birthText(patient.birthDate)} · MRN {mrnOf(patient)}
      {watch !== '' && (
        <TextInput
          mt={8}
          data-autofocus
          label={`${watch} Type this patient’s initials and year of birth`}
          placeholder="AB 1950"
          autoComplete="off"
          value={typed}
          error={typed.length >= 6 && !right ? 'Not this patient. Look at the name again.' : null}
          onChange={(event) => onType(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
