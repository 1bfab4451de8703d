import { concept, referenceTo, systems } from '../fhir/codes.ts';
import type { Concept, Reference } from '../fhir/elements.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Encounter, Observation, Patient } from '../fhir/resources.ts';

interface Part {
  readonly code: string;
  readonly name: string;
  /** What it can show. */
  readonly shows?: readonly string[];
  /** A number between these, with its unit. */
  readonly least?: number;
  readonly most?: number;
  readonly unit?: string;
  readonly unitCode?: string;
}

export interface PocTest {
  readonly key: string;
  readonly name: string;
  readonly code: string;
  /** One: the test itself. More: a strip with several fields. */
  readonly parts: readonly Part[];
}

const yesNo = ['Negative', 'Positive'];
const strip = ['Negative', 'Trace', '+', '++', '+++'];
const single = (key: string, name: string, code: string, part: Partial<Part>): PocTest => ({
  key,
  name,
  code,
  parts: [{ code, name, ...part }],
});

/** Tests that this clinic does itself. LOINC codes; the glucose of a finger-stick is with the vital signs. */
export const pocTests: readonly PocTest[] = [
  single('strep', 'Rapid throat test (group A strep)', '78012-2', { shows: yesNo }),
  single('flu-a', 'Influenza A, rapid', '80382-5', { shows: yesNo }),
  single('flu-b', 'Influenza B, rapid', '80383-3', { shows: yesNo }),
  single('hcg', 'Pregnancy test, urine', '2106-3', { shows: yesNo }),
  single('a1c', 'Hemoglobin A1c', '4548-4', { least: 3, most: 20, unit: '%', unitCode: '%' }),
  single('inr', 'INR, finger-stick', '46418-0', { least: 0.5, most: 12, unit: 'INR', unitCode: '{INR}' }),
  single('hb', 'Hemoglobin', '718-7', { least: 2, most: 25, unit: 'g/dL', unitCode: 'g/dL' }),
  {
    key: 'urine',
    name: 'Urine dipstick',
    code: '24357-6',
    parts: [
      { code: '5799-2', name: 'Leukocyte esterase', shows: strip },
      { code: '5802-4', name: 'Nitrite', shows: yesNo },
      { code: '20454-5', name: 'Protein', shows: strip },
      { code: '25428-4', name: 'Glucose in urine', shows: strip },
      { code: '5794-3', name: 'Blood', shows: strip },
    ],
  },
];

/** What was typed of one part: null: nothing yet; a problem is said in words. */
export function readPart(part: Part, typed: string): { value: string | number } | { problem: string } | null {
  if (typed.trim() === '') return null;
  if (part.shows) return { value: typed };
  const value = Number(typed.replace(',', '.'));
  const [least, most] = [part.least ?? 0, part.most ?? Infinity];
  return Number.isFinite(value) && value >= least && value <= most ? { value } : { problem: `Between ${least} and ${most} ${part.unit}` };
}

export interface Tested {
  readonly patient: Patient;
  readonly encounter: Encounter | null;
  readonly at: string;
  readonly by: Reference;
  readonly lot: string;
}

const isNegative = (value: string | number): boolean => value === 'Negative';

function valueOf(part: Part, value: string | number) {
  if (typeof value === 'number')
    return { valueQuantity: { value, unit: part.unit ?? '', system: systems.units, code: part.unitCode ?? part.unit ?? '' } };
  const flag: Concept = concept(systems.interpretation, isNegative(value) ? 'NEG' : 'POS', isNegative(value) ? 'Negative' : 'Positive');
  return { valueCodeableConcept: { text: value }, interpretation: [flag] };
}

/** The result with the lot of its kit. The test's own control was valid: without it nothing is charted. Null: a part is missing. */
export function pocObservation(test: PocTest, typed: Readonly<Record<string, string>>, about: Tested): Observation | null {
  const parts = test.parts.map((part) => ({ part, read: readPart(part, typed[part.code] ?? '') }));
  const read = parts.flatMap(({ part, read: one }) => (one && 'value' in one ? [{ part, value: one.value }] : []));
  const [first] = read;
  if (read.length < test.parts.length || !first) return null;
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [concept(systems.observationCategory, 'laboratory', 'Laboratory')],
    code: concept(systems.loinc, test.code, test.name),
    subject: referenceTo(about.patient, nameText(about.patient.name)),
    ...(about.encounter ? { encounter: referenceTo(about.encounter) } : {}),
    effectiveDateTime: about.at,
    performer: [about.by],
    ...(test.parts.length === 1
      ? valueOf(first.part, first.value)
      : {
          component: read.map(({ part, value }) => ({ code: concept(systems.loinc, part.code, part.name), ...valueOf(part, value) })),
        }),
    method: { text: 'Point of care' },
    note: [{ text: `Kit lot ${about.lot}, control valid` }],
  } as Observation;
}
