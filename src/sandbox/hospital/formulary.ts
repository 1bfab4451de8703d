import { defined } from '#kernel/assert.ts';
import { drugByKey } from '../core/decision-support/drugs.ts';
import type { Fields, Resource } from '../core/fhir/resource.ts';
import { coding, concept, quantity, ref, systems } from './systems.ts';

/** What the pharmacy has on its shelves: one product, one bar code. */
export interface Product {
  readonly id: string;
  readonly drug: string;
  readonly form: string;
  readonly strength: number;
  readonly unit: string;
  /** What the strength is contained in: one tablet, or so many millilitres. */
  readonly per: string;
}

const forms: Readonly<Record<string, readonly (readonly [form: string, unit: string, per: string, ...strengths: number[]])[]>> = {
  metoprolol: [['tablet', 'mg', 'tablet', 25, 50]],
  carvedilol: [['tablet', 'mg', 'tablet', 6.25, 12.5]],
  labetalol: [['injection', 'mg', '20 mL', 100]],
  lisinopril: [['tablet', 'mg', 'tablet', 5, 10, 20]],
  losartan: [['tablet', 'mg', 'tablet', 50]],
  amlodipine: [['tablet', 'mg', 'tablet', 5, 10]],
  furosemide: [
    ['tablet', 'mg', 'tablet', 20, 40],
    ['injection', 'mg', '4 mL', 40],
  ],
  spironolactone: [['tablet', 'mg', 'tablet', 25]],
  hydrochlorothiazide: [['tablet', 'mg', 'tablet', 25]],
  digoxin: [['tablet', 'ug', 'tablet', 125, 250]],
  amiodarone: [['tablet', 'mg', 'tablet', 200]],
  nitroglycerin: [['sublingual tablet', 'mg', 'tablet', 0.4]],
  atorvastatin: [['tablet', 'mg', 'tablet', 40, 80]],
  simvastatin: [['tablet', 'mg', 'tablet', 20]],
  norepinephrine: [['infusion', 'mg', '250 mL', 4]],
  warfarin: [['tablet', 'mg', 'tablet', 2.5, 5]],
  heparin: [
    ['injection', 'units', 'mL', 5000],
    ['infusion', 'units', '250 mL', 25000],
  ],
  enoxaparin: [['syringe', 'mg', 'syringe', 30, 40, 80]],
  apixaban: [['tablet', 'mg', 'tablet', 2.5, 5]],
  rivaroxaban: [['tablet', 'mg', 'tablet', 20]],
  aspirin: [['tablet', 'mg', 'tablet', 81, 325]],
  clopidogrel: [['tablet', 'mg', 'tablet', 75]],
  'ferrous-sulfate': [['tablet', 'mg', 'tablet', 325]],
  oxytocin: [['infusion', 'units', '500 mL', 30]],
  amoxicillin: [
    ['capsule', 'mg', 'capsule', 500],
    ['suspension', 'mg', '5 mL', 400],
  ],
  ampicillin: [['injection', 'mg', 'vial', 2000]],
  'penicillin-v': [['tablet', 'mg', 'tablet', 500]],
  'piperacillin-tazobactam': [['injection', 'mg', 'bag', 3375, 4500]],
  cefazolin: [['injection', 'mg', 'vial', 1000, 2000]],
  cephalexin: [['capsule', 'mg', 'capsule', 500]],
  ceftriaxone: [['injection', 'mg', 'vial', 1000, 2000]],
  meropenem: [['injection', 'mg', 'vial', 1000]],
  vancomycin: [['injection', 'mg', 'bag', 1000, 1250]],
  azithromycin: [
    ['tablet', 'mg', 'tablet', 250],
    ['injection', 'mg', 'vial', 500],
  ],
  clarithromycin: [['tablet', 'mg', 'tablet', 500]],
  levofloxacin: [['tablet', 'mg', 'tablet', 500, 750]],
  ciprofloxacin: [['tablet', 'mg', 'tablet', 500]],
  doxycycline: [['tablet', 'mg', 'tablet', 100]],
  metronidazole: [['tablet', 'mg', 'tablet', 500]],
  'trimethoprim-sulfamethoxazole': [['tablet', 'mg', 'tablet', 960]],
  acetaminophen: [
    ['tablet', 'mg', 'tablet', 325, 500, 650],
    ['suspension', 'mg', '5 mL', 160],
  ],
  ibuprofen: [
    ['tablet', 'mg', 'tablet', 400, 600],
    ['suspension', 'mg', '5 mL', 100],
  ],
  naproxen: [['tablet', 'mg', 'tablet', 500]],
  ketorolac: [['injection', 'mg', 'mL', 15, 30]],
  morphine: [['injection', 'mg', 'mL', 2, 4]],
  hydromorphone: [['injection', 'mg', 'mL', 1]],
  oxycodone: [['tablet', 'mg', 'tablet', 5]],
  fentanyl: [['injection', 'ug', '2 mL', 100]],
  tramadol: [['tablet', 'mg', 'tablet', 50]],
  naloxone: [['injection', 'mg', 'mL', 0.4]],
  gabapentin: [['capsule', 'mg', 'capsule', 100, 300]],
  lorazepam: [['tablet', 'mg', 'tablet', 0.5, 1]],
  'insulin-lispro': [['vial', 'units', 'mL', 100]],
  'insulin-glargine': [['vial', 'units', 'mL', 100]],
  'insulin-regular': [['vial', 'units', 'mL', 100]],
  metformin: [['tablet', 'mg', 'tablet', 500, 1000]],
  glipizide: [['tablet', 'mg', 'tablet', 5]],
  levothyroxine: [['tablet', 'ug', 'tablet', 50, 75, 100]],
  prednisone: [['tablet', 'mg', 'tablet', 10, 20]],
  methylprednisolone: [['injection', 'mg', 'vial', 40, 125]],
  dexamethasone: [
    ['tablet', 'mg', 'tablet', 4],
    ['oral solution', 'mg', 'mL', 1],
  ],
  albuterol: [['nebuliser solution', 'mg', '3 mL', 2.5]],
  omeprazole: [['capsule', 'mg', 'capsule', 20]],
  pantoprazole: [
    ['tablet', 'mg', 'tablet', 40],
    ['injection', 'mg', 'vial', 40],
  ],
  ondansetron: [
    ['tablet', 'mg', 'tablet', 4],
    ['injection', 'mg', '2 mL', 4],
  ],
  'potassium-chloride': [
    ['tablet', 'mEq', 'tablet', 10, 20],
    ['infusion', 'mEq', '100 mL', 10],
  ],
  'magnesium-sulfate': [
    ['infusion', 'g', '50 mL', 2],
    ['infusion', 'g', '500 mL', 20],
  ],
  sertraline: [['tablet', 'mg', 'tablet', 50]],
  citalopram: [['tablet', 'mg', 'tablet', 20]],
  haloperidol: [['tablet', 'mg', 'tablet', 2]],
  lithium: [['capsule', 'mg', 'capsule', 300]],
  methotrexate: [['tablet', 'mg', 'tablet', 2.5]],
  phenytoin: [['capsule', 'mg', 'capsule', 100]],
  allopurinol: [['tablet', 'mg', 'tablet', 100]],
  tamsulosin: [['capsule', 'mg', 'capsule', 0.4]],
  docusate: [['capsule', 'mg', 'capsule', 100]],
  diphenhydramine: [['capsule', 'mg', 'capsule', 25]],
};

const shortForm = (form: string): string =>
  form
    .split(' ')
    .map((word) => word.slice(0, 3))
    .join('');

export const products: readonly Product[] = Object.entries(forms).flatMap(([drug, rows]) =>
  rows.flatMap(([form, unit, per, ...strengths]) =>
    strengths.map((strength): Product => ({
      id: `med-${drug}-${String(strength).replace('.', 'p')}-${shortForm(form)}`,
      drug,
      form,
      strength,
      unit,
      per,
    })),
  ),
);

/** UCUM has no plain `units`. */
export const ucumOf = (unit: string): string => (unit === 'units' ? '[IU]' : unit === 'mEq' ? 'meq' : unit);

export const barcodeOf = (product: string): string => `AE-${product.slice(4).toUpperCase()}`;

/** The drug as an order names it. */
export function drugConcept(key: string): Fields {
  const { name, rxnorm } = defined(drugByKey(key), `drug ${key}`);
  const own = coding(systems.drug, key, name);
  return { coding: rxnorm === null ? [own] : [coding(systems.rxnorm, rxnorm, name), own], text: name };
}

export const productName = ({ drug, strength, unit, per, form }: Product): string =>
  `${defined(drugByKey(drug), drug).name} ${strength} ${unit === 'ug' ? 'mcg' : unit}${/^(tablet|capsule|vial|bag|syringe)$/.test(per) ? '' : `/${per}`} ${form}`;

/** The product that an order of this dose is given from: the largest that divides it, else the first. */
export function productFor(drug: string, dose: number, form?: string): Product {
  const known = products.filter((one) => one.drug === drug && (form === undefined || one.form === form));
  const dividing = known.filter(({ strength }) => dose % strength === 0);
  return defined(dividing.at(-1) ?? known[0], `a product of ${drug}${form ? ` as ${form}` : ''}`);
}

export function medicationResources(): Resource[] {
  return products.map((product): Resource => ({
    resourceType: 'Medication',
    id: product.id,
    identifier: [{ system: systems.barcode, value: barcodeOf(product.id) }],
    code: { ...drugConcept(product.drug), text: productName(product) },
    status: 'active',
    manufacturer: ref('Organization/lakeview'),
    form: concept(systems.local, shortForm(product.form), product.form),
    ingredient: [
      {
        itemCodeableConcept: drugConcept(product.drug),
        isActive: true,
        strength: {
          numerator: quantity(product.strength, ucumOf(product.unit), product.unit),
          denominator: { value: 1, unit: product.per },
        },
      },
    ],
    batch: { lotNumber: `PRACTICE-${product.id.length}`, expirationDate: '2099-12-31' },
  }));
}
