import { concept, systems, textOf } from '../fhir/codes.ts';
import type { Concept, Reference } from '../fhir/elements.ts';
import { ourSystems } from '../fhir/ours.ts';
import type { Medication } from '../fhir/resources.ts';

export type OrderKind = 'medication' | 'laboratory' | 'imaging' | 'procedure' | 'nursing' | 'diet' | 'referral';

/** Something that can be ordered, before its details. */
export interface Orderable {
  readonly key: string;
  readonly kind: OrderKind;
  readonly name: string;
  /** Further words by which it is found. */
  readonly words: string;
  readonly code: Concept;
  readonly products: readonly Product[];
}

/** What the pharmacy has of a drug: `furosemide 40 mg tablet`. */
export interface Product {
  readonly reference: Reference;
  readonly name: string;
  readonly form: string;
  readonly strength: number;
  readonly unit: string;
  readonly unitCode: string;
  readonly per: string;
}

const lab = (code: string, name: string, words = ''): Orderable => plain('laboratory', concept(systems.loinc, code, name), words);
const local = (kind: OrderKind, code: string, name: string, words = ''): Orderable =>
  plain(kind, concept(ourSystems.local, code, name), words);
function plain(kind: OrderKind, code: Concept, words: string): Orderable {
  return { key: `${kind} ${textOf(code)}`, kind, name: textOf(code), words, code, products: [] };
}

/** What can be ordered besides drugs. */
export const orderables: readonly Orderable[] = [
  lab('24321-2', 'Basic metabolic panel', 'bmp chem7 electrolytes creatinine potassium sodium glucose'),
  lab('58410-2', 'Complete blood count', 'cbc hemoglobin platelets white cells'),
  lab('24325-3', 'Hepatic function panel', 'lft liver'),
  lab('5902-2', 'Prothrombin time', 'pt inr coagulation'),
  lab('10839-9', 'Troponin I', 'cardiac'),
  lab('2524-7', 'Lactate', 'sepsis'),
  lab('4548-4', 'Hemoglobin A1c', 'diabetes'),
  lab('19123-9', 'Magnesium', 'mg'),
  lab('2823-3', 'Potassium', 'k repeat'),
  lab('718-7', 'Hemoglobin', 'hgb'),
  lab('4092-3', 'Vancomycin trough', 'level'),
  lab('10535-3', 'Digoxin', 'level'),
  lab('3016-3', 'TSH', 'thyroid'),
  lab('1988-5', 'C-reactive protein', 'crp'),
  lab('600-7', 'Blood culture', 'bacteria sepsis'),
  lab('630-4', 'Urine culture', 'bacteria'),
  lab('24356-8', 'Urinalysis', 'ua'),
  lab('34532-2', 'Type and screen', 'blood bank transfusion'),
  local('imaging', 'chest-xray', 'Chest X-ray', 'radiograph cxr'),
  local('imaging', 'ct-head', 'CT head without contrast', 'computed tomography stroke'),
  local('imaging', 'ct-abdomen', 'CT abdomen and pelvis with contrast', 'computed tomography'),
  local('imaging', 'cta-chest', 'CT angiography chest', 'pulmonary embolism'),
  local('imaging', 'us-abdomen', 'Ultrasound abdomen', 'sonography gallbladder'),
  local('imaging', 'us-legs', 'Ultrasound leg veins', 'dvt doppler'),
  local('imaging', 'echo', 'Echocardiogram', 'transthoracic tte heart'),
  local('procedure', 'ecg', 'Electrocardiogram, 12 leads', 'ecg ekg tracing'),
  local('nursing', 'vital-signs', 'Vital signs every 4 hours', 'observations'),
  local('nursing', 'daily-weight', 'Daily weight', 'heart failure'),
  local('nursing', 'intake-output', 'Strict intake and output', 'fluid i&o'),
  local('nursing', 'telemetry', 'Telemetry', 'cardiac monitoring'),
  local('nursing', 'fall-precautions', 'Fall precautions', 'risk safety'),
  local('nursing', 'fingerstick', 'Fingerstick glucose before meals and at bedtime', 'blood sugar'),
  local('nursing', 'oxygen', 'Oxygen to keep saturation above 92%', 'o2'),
  local('nursing', 'dextrose', 'Dextrose 50% 25 g into a vein', 'sugar hypoglycemia potassium'),
  local('nursing', 'transfuse-red-cells', 'Transfuse red blood cells, 1 unit', 'blood prbc'),
  local('diet', 'regular', 'Diet: regular', 'food'),
  local('diet', 'low-sodium', 'Diet: 2 g sodium', 'cardiac heart failure food'),
  local('diet', 'diabetic', 'Diet: consistent carbohydrate', 'diabetes food'),
  local('diet', 'npo', 'Diet: nothing by mouth', 'npo fasting'),
  local('diet', 'clear-liquids', 'Diet: clear liquids', 'fluid'),
  local('referral', 'cardiology', 'Consult cardiology'),
  local('referral', 'nephrology', 'Consult nephrology', 'kidney'),
  local('referral', 'surgery', 'Consult general surgery'),
  local('referral', 'pharmacy', 'Consult pharmacy'),
  local('referral', 'physical-therapy', 'Consult physical therapy', 'pt mobility'),
];

/** The formulary as orderables: one for each drug, with its products. */
export function drugOrderables(medications: readonly Medication[]): Orderable[] {
  const groups = Map.groupBy(
    medications.filter((one) => one.status !== 'inactive' && one.status !== 'entered-in-error'),
    (one) => drugKey(one.ingredient?.[0]?.itemCodeableConcept ?? one.code),
  );
  return [...groups].flatMap(([key, list]) => {
    const ingredient = list[0]?.ingredient?.[0]?.itemCodeableConcept ?? list[0]?.code;
    if (key === '' || !ingredient) return [];
    const products = list.map(productOf).toSorted((a, b) => a.form.localeCompare(b.form) || a.strength - b.strength);
    return [
      {
        key: `medication ${key}`,
        kind: 'medication' as const,
        name: textOf(ingredient),
        words: products.map((one) => one.name).join(' '),
        code: ingredient,
        products,
      },
    ];
  });
}

/** What makes two names the same drug: the hospital's own code, else its words. */
export const drugKey = (code: Concept | undefined): string =>
  code?.coding?.find((coding) => coding.system === ourSystems.drug)?.code ?? code?.coding?.[0]?.code ?? textOf(code).toLowerCase();

export function productOf(medication: Medication): Product {
  const strength = medication.ingredient?.[0]?.strength;
  return {
    reference: { reference: `Medication/${medication.id}`, display: textOf(medication.code) },
    name: textOf(medication.code),
    form: textOf(medication.form),
    strength: strength?.numerator?.value ?? 0,
    unit: strength?.numerator?.unit === 'ug' ? 'mcg' : (strength?.numerator?.unit ?? ''),
    unitCode: strength?.numerator?.code ?? strength?.numerator?.unit ?? '',
    per: strength?.denominator?.unit ?? '',
  };
}

/** The best matches for what was typed: every word must be found; names that begin so come first. */
export function findOrderables(all: readonly Orderable[], typed: string, most = 12): Orderable[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const rank = (one: Orderable): number =>
    one.name.toLowerCase().startsWith(words[0] ?? '') ? 0 : one.name.toLowerCase().includes(words[0] ?? '') ? 1 : 2;
  return all
    .filter((one) => words.every((word) => `${one.name} ${one.words}`.toLowerCase().includes(word)))
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .slice(0, most);
}
