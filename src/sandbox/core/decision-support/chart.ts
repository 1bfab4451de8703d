import { parseTimeRange } from '../fhir/date-range.ts';
import { isFields, many, textOf, type Fields, type Resource } from '../fhir/resource.ts';
import { drugByKey, drugs } from './drugs.ts';

export interface ActiveOrder {
  /** Null: not yet stored. */
  readonly id: string | null;
  /** Key of the drug; what the knowledge base doesn't know is its own text. */
  readonly drug: string;
  readonly dose: number | null;
  readonly unit: string | null;
  /** Doses in 24 hours, as needed ones at their most; null: can't be told. */
  readonly perDay: number | null;
  readonly route: string | null;
}

/** What decision support knows of a patient. */
export interface ChartFacts {
  readonly ageYears: number | null;
  readonly weightKg: number | null;
  readonly pregnant: boolean;
  readonly egfr: number | null;
  /** Newest value of each test, by LOINC code. */
  readonly labs: ReadonlyMap<string, { readonly name: string; readonly value: number; readonly unit: string }>;
  readonly allergies: readonly {
    readonly drug: string | null;
    readonly group: string | null;
    readonly text: string;
    readonly reaction: string;
  }[];
  readonly diagnoses: readonly { readonly code: string; readonly text: string }[];
  readonly active: readonly ActiveOrder[];
}

const egfrCode = '98979-8';
const weightCode = '29463-7';
const yearMs = 365.2425 * 86_400_000;

/** @param resources of one patient; others' are ignored. @param now milliseconds since 1970 */
export function chartFacts(resources: readonly Resource[], patientId: string, now: number): ChartFacts {
  const about = (one: Resource, field: string): boolean => reference(one[field]) === `Patient/${patientId}`;
  const of = (type: string, field: string): Resource[] => resources.filter((one) => one.resourceType === type && about(one, field));
  const patient = resources.find(({ resourceType, id }) => resourceType === 'Patient' && id === patientId);
  const born = parseTimeRange(textOf(patient?.birthDate) ?? '');
  const labs = newestValues(of('Observation', 'subject'));
  const diagnoses = of('Condition', 'subject').filter(isActiveCondition).flatMap(diagnosisOf);
  return {
    ageYears: born ? Math.floor((now - born.lo) / yearMs) : null,
    weightKg: labs.get(weightCode)?.value ?? null,
    pregnant: diagnoses.some(({ code }) => /^(O[0-8]|Z3[34])/.test(code)),
    egfr: labs.get(egfrCode)?.value ?? null,
    labs,
    allergies: of('AllergyIntolerance', 'patient').filter(isActiveCondition).flatMap(allergyOf),
    diagnoses,
    active: of('MedicationRequest', 'subject')
      .filter(({ status }) => status === 'active')
      .flatMap((one) => orderOf(one) ?? []),
  };
}

const reference = (value: unknown): string | undefined => (isFields(value) ? textOf(value.reference) : undefined);
const first = (value: unknown): Fields => {
  const [one] = many(value);
  return isFields(one) ? one : {};
};
const codings = (concept: unknown): Fields[] => (isFields(concept) ? many(concept.coding).filter(isFields) : []);
const textOfConcept = (concept: unknown): string =>
  isFields(concept) ? (textOf(concept.text) ?? textOf(first(concept.coding).display) ?? '') : '';

/** Of conditions and allergies: not resolved, refuted or entered in error. */
function isActiveCondition({ clinicalStatus, verificationStatus }: Resource): boolean {
  const has = (concept: unknown, ...codes: string[]): boolean => codings(concept).some(({ code }) => codes.includes(textOf(code) ?? ''));
  return !has(clinicalStatus, 'inactive', 'resolved', 'remission') && !has(verificationStatus, 'entered-in-error', 'refuted');
}

function diagnosisOf({ code }: Resource): { code: string; text: string }[] {
  const found = textOf(first(isFields(code) ? code.coding : undefined).code);
  return found === undefined ? [] : [{ code: found, text: textOfConcept(code) }];
}

/** Key of the drug that a concept names by RxNorm or our own code. */
export function drugOf(concept: unknown): string | null {
  for (const { code } of codings(concept)) {
    const found = textOf(code) ?? '';
    const known = drugByKey(found) ?? drugs.find(({ rxnorm }) => rxnorm === found);
    if (known) return known.key;
  }
  return null;
}

const groups = new Set(drugs.flatMap(({ classes }) => classes));

function allergyOf({ code, reaction }: Resource): ChartFacts['allergies'][number][] {
  const text = textOfConcept(code);
  if (codings(code).some((one) => one.code === 'none-known')) return [];
  const group =
    codings(code)
      .map((one) => textOf(one.code) ?? '')
      .find((one) => groups.has(one)) ?? null;
  return [{ drug: drugOf(code), group, text, reaction: textOfConcept(first(first(reaction).manifestation)) || 'reaction not recorded' }];
}

function newestValues(observations: readonly Resource[]): ChartFacts['labs'] {
  const newest = new Map<string, { at: number; name: string; value: number; unit: string }>();
  for (const { code, valueQuantity, effectiveDateTime, status } of observations) {
    const loinc = textOf(first(isFields(code) ? code.coding : undefined).code);
    if (loinc === undefined || !isFields(valueQuantity) || status === 'entered-in-error') continue;
    const at = parseTimeRange(textOf(effectiveDateTime) ?? '')?.lo ?? 0;
    if (typeof valueQuantity.value !== 'number' || (newest.get(loinc)?.at ?? -Infinity) > at) continue;
    newest.set(loinc, { at, name: textOfConcept(code), value: valueQuantity.value, unit: textOf(valueQuantity.unit) ?? '' });
  }
  return newest;
}

const units: Readonly<Record<string, string>> = { '[IU]': 'units', meq: 'mEq', mcg: 'ug', U: 'units' };

/** A MedicationRequest as decision support sees it; null when it names no medicine. */
export function orderOf(request: Resource): ActiveOrder | null {
  const drug = drugOf(request.medicationCodeableConcept) ?? textOfConcept(request.medicationCodeableConcept);
  if (drug === '') return null;
  const dosage = first(request.dosageInstruction);
  const { doseQuantity } = first(dosage.doseAndRate);
  const quantity = isFields(doseQuantity) ? doseQuantity : {};
  const unit = textOf(quantity.code) ?? textOf(quantity.unit);
  return {
    id: request.id ?? null,
    drug,
    dose: typeof quantity.value === 'number' ? quantity.value : null,
    unit: unit === undefined ? null : (units[unit] ?? unit),
    perDay: perDayOf(isFields(dosage.timing) ? dosage.timing : {}),
    route: isFields(dosage.route) ? textOfConcept(dosage.route) : null,
  };
}

const daysPer: Readonly<Record<string, number>> = { s: 1 / 86_400, min: 1 / 1440, h: 1 / 24, d: 1, wk: 7, mo: 30, a: 365 };

function perDayOf({ repeat }: Fields): number | null {
  if (!isFields(repeat)) return null;
  const { frequency = 1, period = 1, periodUnit = 'd' } = repeat;
  const days = daysPer[textOf(periodUnit) ?? ''];
  if (typeof frequency !== 'number' || typeof period !== 'number' || days === undefined || period <= 0) return null;
  return frequency / (period * days);
}
