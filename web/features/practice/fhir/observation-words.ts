import { codesOf, textOf } from './codes.ts';
import { numberText, quantityText } from './dosage-text.ts';
import type { Observation } from './resources.ts';

export type Abnormality = '' | 'L' | 'H' | 'LL' | 'HH' | 'A';

/** Low, high, critically so, or abnormal: the laboratory's own flag, else from the reference range. */
export function abnormalityOf(observation: Observation): Abnormality {
  for (const flag of observation.interpretation?.flatMap(codesOf) ?? []) {
    if (flag === 'L' || flag === 'H' || flag === 'LL' || flag === 'HH' || flag === 'A') return flag;
    if (flag === 'N') return '';
    if (flag === 'AA' || flag === 'POS') return 'A';
  }
  const value = observation.valueQuantity?.value;
  const range = observation.referenceRange?.[0];
  if (value === undefined || !range) return '';
  if (range.low?.value !== undefined && value < range.low.value) return 'L';
  if (range.high?.value !== undefined && value > range.high.value) return 'H';
  return '';
}

const flagWords: Record<Abnormality, string> = { '': '', L: 'low', H: 'high', LL: 'critically low', HH: 'critically high', A: 'abnormal' };
export const flagText = (observation: Observation): string => flagWords[abnormalityOf(observation)];

/** The value without its unit, as a grid shows it: `118/74`, `4.2`, `Positive`. */
export function bareValue(observation: Observation): string {
  if (observation.component?.length)
    return observation.component
      .map((one) => numberText(one.valueQuantity?.value ?? NaN).replace('NaN', textOf(one.valueCodeableConcept) || one.valueString || '–'))
      .join('/');
  const { valueQuantity, valueCodeableConcept, valueString, valueInteger, valueBoolean } = observation;
  if (valueQuantity?.value !== undefined) return `${valueQuantity.comparator ?? ''}${numberText(valueQuantity.value)}`;
  if (valueCodeableConcept) return textOf(valueCodeableConcept);
  if (valueInteger !== undefined) return String(valueInteger);
  if (valueBoolean !== undefined) return valueBoolean ? 'yes' : 'no';
  return valueString ?? '–';
}

/** UCUM as people write it; what is only a name of nothing is left out. */
const writtenUnits: Readonly<Record<string, string>> = {
  'mL/min/{1.73_m2}': 'mL/min/1.73 m²',
  '10*3/uL': '10³/µL',
  'ug/mL': 'µg/mL',
  '{INR}': '',
  '{score}': '',
  score: '',
};

export function unitOf(observation: Observation): string {
  const unit = observation.valueQuantity?.unit ?? observation.component?.[0]?.valueQuantity?.unit ?? '';
  return writtenUnits[unit] ?? unit;
}

/** LOINC's long names as a chart shows them. */
const shortNames: Readonly<Record<string, string>> = {
  '9279-1': 'Respirations',
  '8310-5': 'Temperature',
  '59408-5': 'Oxygen saturation',
  '72514-3': 'Pain 0–10',
  '85354-9': 'Blood pressure',
  '98979-8': 'eGFR',
};

export const valueText = (observation: Observation): string => `${bareValue(observation)} ${unitOf(observation)}`.trim();

export function rangeText(observation: Observation): string {
  const range = observation.referenceRange?.[0];
  if (!range) return '';
  if (range.text) return range.text;
  if (range.low && range.high) return `${numberText(range.low.value ?? 0)}–${numberText(range.high.value ?? 0)}`;
  return range.low
    ? `≥ ${quantityText({ value: range.low.value ?? 0 })}`
    : range.high
      ? `≤ ${quantityText({ value: range.high.value ?? 0 })}`
      : '';
}

export const measuredAt = (observation: Observation): string => observation.effectiveDateTime ?? observation.issued ?? '';

/** One line of a results grid: a test and its values, newest first. */
export interface Series {
  readonly key: string;
  readonly name: string;
  readonly observations: readonly Observation[];
}

export function seriesOf(observations: readonly Observation[]): Series[] {
  const groups = Map.groupBy(
    observations.filter((one) => one.status !== 'entered-in-error' && one.status !== 'cancelled'),
    (one) => one.code.coding?.[0]?.code ?? textOf(one.code),
  );
  return [...groups].map(([key, list]) => ({
    key,
    name: shortNames[key] ?? textOf(list[0]?.code),
    observations: list.toSorted((a, b) => measuredAt(b).localeCompare(measuredAt(a))),
  }));
}
