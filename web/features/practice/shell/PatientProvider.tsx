import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { hasCode } from '../fhir/codes.ts';
import { ourExtensions } from '../fhir/ours.ts';
import type { AllergyIntolerance, Encounter, Flag, Observation, Patient } from '../fhir/resources.ts';
import { usePatientList, useRead } from '../fhir/use-fhir.ts';

/** Whose chart is open, and what everybody must know of them before doing anything. */
export interface OpenPatient {
  readonly patient: Patient;
  readonly patientId: string;
  readonly allergies: readonly AllergyIntolerance[];
  readonly flags: readonly Flag[];
  /** The stay or visit that is going on, else the latest; null: none. */
  readonly encounter: Encounter | null;
  readonly codeStatus: string;
  /** kg with its date, null when none is known. */
  readonly weight: { readonly kg: number; readonly at: string } | null;
}

const PatientContext = createContext<OpenPatient | null>(null);

export function usePatient(): OpenPatient {
  const open = useContext(PatientContext);
  if (!open) throw new Error('bug: usePatient without an open chart');
  return open;
}

interface Props {
  patientId: string;
  waiting: ReactNode;
  failed: (error: unknown, retry: () => void) => ReactNode;
  children: ReactNode;
}

/** Nothing of a chart is shown before its patient's name and allergies are known. */
export function PatientProvider({ patientId, waiting, failed, children }: Props) {
  const patient = useRead<Patient>('Patient', patientId);
  const allergies = usePatientList<AllergyIntolerance>('AllergyIntolerance', patientId);
  const flags = usePatientList<Flag>('Flag', patientId);
  const encounters = usePatientList<Encounter>('Encounter', patientId);
  const weights = usePatientList<Observation>('Observation', patientId, { code: '29463-7,3141-9', _sort: '-date', _count: 1 });
  const open = useMemo<OpenPatient | null>(() => {
    if (!patient.data || !allergies.data || !flags.data || !encounters.data) return null;
    const weight = weights.list.find((one) => one.valueQuantity?.value !== undefined);
    return {
      patient: patient.data,
      patientId,
      allergies: allergies.data.filter(
        (one) => !hasCode(one.clinicalStatus, 'inactive', 'resolved') && !hasCode(one.verificationStatus, 'entered-in-error', 'refuted'),
      ),
      flags: flags.data.filter((one) => one.status === 'active'),
      encounter: presentEncounter(encounters.data),
      codeStatus: patient.data.extension?.find((one) => one.url === ourExtensions.codeStatus)?.valueString ?? '',
      weight: weight ? { kg: inKg(weight), at: weight.effectiveDateTime ?? '' } : null,
    };
  }, [patient.data, allergies.data, flags.data, encounters.data, weights.list, patientId]);
  const failure = patient.error ?? allergies.error ?? flags.error ?? encounters.error;
  if (!open) return failure ? failed(failure, () => void patient.refetch()) : waiting;
  return <PatientContext value={open}>{children}</PatientContext>;
}

const going = ['in-progress', 'arrived', 'onleave', 'triaged'];
export function presentEncounter(encounters: readonly Encounter[]): Encounter | null {
  const sorted = encounters.toSorted((a, b) => (b.period?.start ?? '').localeCompare(a.period?.start ?? ''));
  return sorted.find((one) => going.includes(one.status)) ?? sorted.find((one) => one.status === 'planned') ?? sorted[0] ?? null;
}

function inKg({ valueQuantity }: Observation): number {
  const value = valueQuantity?.value ?? 0;
  const unit = valueQuantity?.code ?? valueQuantity?.unit;
  return unit === 'g' ? value / 1000 : unit === '[lb_av]' || unit === 'lb' ? value * 0.45359237 : value;
}
