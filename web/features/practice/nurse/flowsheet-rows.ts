import { concept, codesOf, referenceTo, systems } from '../fhir/codes.ts';
import type { Concept, Reference } from '../fhir/elements.ts';
import { ourExtensions, ourSystems } from '../fhir/ours.ts';
import { nameText } from '../fhir/patient-words.ts';
import { abnormalityOf } from '../fhir/observation-words.ts';
import type { Encounter, Observation, Patient } from '../fhir/resources.ts';

/** One row of the flowsheet. `low`, `high`: outside it is flagged; `least`, `most`: nobody has such a value, it is a typing error. */
export interface FlowRow {
  readonly key: string;
  readonly name: string;
  readonly code: Concept;
  readonly unit: string;
  readonly unitCode: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly least: number;
  readonly most: number;
  readonly group: 'vitals' | 'fluids' | 'glucose';
}

const loinc = (
  key: string,
  code: string,
  name: string,
  unit: string,
  unitCode: string,
  [low, high]: [number | null, number | null],
  [least, most]: [number, number],
  group: FlowRow['group'] = 'vitals',
): FlowRow => ({
  key,
  name,
  code: concept(systems.loinc, code, name),
  unit,
  unitCode,
  low,
  high,
  least,
  most,
  group,
});

/** The hospital's limits (`src/sandbox/hospital/codes.ts`). Blood pressure is typed as 120/80. */
export const vitalRows: readonly FlowRow[] = [
  loinc('temp', '8310-5', 'Body temperature', '°C', 'Cel', [36, 38.2], [25, 45]),
  loinc('hr', '8867-4', 'Heart rate', 'beats/min', '/min', [50, 110], [10, 300]),
  loinc('rr', '9279-1', 'Respiratory rate', 'breaths/min', '/min', [10, 22], [2, 80]),
  loinc('bp', '85354-9', 'Blood pressure panel', 'mmHg', 'mm[Hg]', [90, 160], [30, 300]),
  loinc('spo2', '59408-5', 'Oxygen saturation by pulse oximetry', '%', '%', [92, 100], [40, 100]),
  loinc('pain', '72514-3', 'Pain severity 0-10', 'score', '{score}', [0, 6], [0, 10]),
  loinc('glucose', '41653-7', 'Glucose by glucometer, capillary blood', 'mg/dL', 'mg/dL', [70, 180], [10, 1500], 'glucose'),
  {
    ...loinc('intake', 'fluid-intake', 'Fluid intake', 'mL', 'mL', [null, null], [0, 6000], 'fluids'),
    code: concept(ourSystems.local, 'fluid-intake', 'Fluid intake'),
  },
  loinc('output', '9187-6', 'Urine output', 'mL', 'mL', [null, null], [0, 6000], 'fluids'),
  loinc('weight', '29463-7', 'Body weight', 'kg', 'kg', [null, null], [0.3, 400]),
];
export const shortNames: Record<string, string> = {
  temp: 'Temperature',
  hr: 'Heart rate',
  rr: 'Respirations',
  bp: 'Blood pressure',
  spo2: 'SpO₂',
  pain: 'Pain 0–10',
  glucose: 'Glucose, fingerstick',
  intake: 'Intake',
  output: 'Urine output',
  weight: 'Weight',
};

/** Numbers of what was typed, or why it can't be one. `''`: nothing was typed. */
export function readCell(row: FlowRow, typed: string): { values: number[] } | { problem: string } | null {
  const text = typed.trim().replace(',', '.');
  if (text === '') return null;
  const parts = row.key === 'bp' ? text.split('/') : [text];
  if (row.key === 'bp' && parts.length !== 2) return { problem: 'Type it as 120/80' };
  const values = parts.map((part) => (/^\d+(\.\d+)?$/.test(part.trim()) ? Number(part) : NaN));
  if (values.some((value) => Number.isNaN(value))) return { problem: 'Not a number' };
  if (values.some((value) => value < row.least || value > row.most)) return { problem: `Between ${row.least} and ${row.most}` };
  if (row.key === 'bp' && (values[1] ?? 0) >= (values[0] ?? 0)) return { problem: 'Systolic first' };
  return { values };
}

export function flagOf(value: number, low: number | null, high: number | null): 'L' | 'H' | 'N' {
  return low !== null && value < low ? 'L' : high !== null && value > high ? 'H' : 'N';
}
const flagNames = { L: 'Low', H: 'High', N: 'Normal' } as const;
const interpretation = (value: number, low: number | null, high: number | null): { interpretation: Concept[] } | object =>
  low === null && high === null
    ? {}
    : { interpretation: [concept(systems.interpretation, flagOf(value, low, high), flagNames[flagOf(value, low, high)])] };

interface Measured {
  readonly patient: Patient;
  readonly encounter: Encounter | null;
  readonly at: string;
  readonly by: Reference;
  readonly isBackEntry: boolean;
}

/** What was typed as a resource; null when it says nothing or can't be read. */
export function vitalObservation(row: FlowRow, typed: string, { patient, encounter, at, by, isBackEntry }: Measured): Observation | null {
  const read = readCell(row, typed);
  if (!read || 'problem' in read) return null;
  const [first = 0, second = 0] = read.values;
  const quantity = (value: number) => ({ value, unit: row.unit, system: systems.units, code: row.unitCode });
  const part = (code: string, name: string, value: number, low: number, high: number) => ({
    code: concept(systems.loinc, code, name),
    valueQuantity: quantity(value),
    ...interpretation(value, low, high),
  });
  return {
    resourceType: 'Observation',
    ...(isBackEntry ? { extension: [{ url: ourExtensions.backEntered, valueBoolean: true }] } : {}),
    status: 'final',
    category: [
      row.group === 'glucose'
        ? concept(systems.observationCategory, 'laboratory', 'Laboratory')
        : concept(systems.observationCategory, 'vital-signs', 'Vital Signs'),
    ],
    code: row.code,
    subject: referenceTo(patient, nameText(patient.name)),
    ...(encounter ? { encounter: referenceTo(encounter) } : {}),
    effectiveDateTime: at,
    performer: [by],
    ...(row.key === 'bp'
      ? {
          component: [
            part('8480-6', 'Systolic blood pressure', first, 90, 160),
            part('8462-4', 'Diastolic blood pressure', second, 50, 100),
          ],
        }
      : { valueQuantity: quantity(first), ...interpretation(first, row.low, row.high) }),
  } as Observation;
}

export const isOfRow = (row: FlowRow, observation: Observation): boolean =>
  codesOf(observation.code).some((code) => codesOf(row.code).includes(code));

/** A pressure is flagged when either of its parts is. */
export function cellFlag(row: FlowRow, observation: Observation): 'L' | 'H' | '' {
  if (row.key !== 'bp') {
    const flag = abnormalityOf(observation);
    return flag === 'L' || flag === 'LL' ? 'L' : flag === 'H' || flag === 'HH' ? 'H' : '';
  }
  const [systolic, diastolic] = observation.component?.map((one) => one.valueQuantity?.value ?? NaN) ?? [];
  const flags = [flagOf(systolic ?? NaN, 90, 160), flagOf(diastolic ?? NaN, 50, 100)];
  return flags.includes('L') ? 'L' : flags.includes('H') ? 'H' : '';
}

export const totalOf = (observations: readonly Observation[]): number =>
  observations.reduce((sum, one) => sum + (one.valueQuantity?.value ?? 0), 0);
