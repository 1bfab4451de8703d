import type { Fields, Resource } from '../core/fhir/resource.ts';
import type { Clock } from './clock.ts';
import { drugConcept, productFor, productName } from './formulary.ts';
import { dosage } from './person.ts';
import { order, type OrderSpec } from './story.ts';
import { concept, hl7Systems, ours, systems } from './systems.ts';

type Item =
  | { readonly medicine: OrderSpec; readonly chosen?: boolean }
  | { readonly service: string; readonly category: Category; readonly loinc?: string; readonly chosen?: boolean };
type Category = 'laboratory' | 'imaging' | 'nursing' | 'procedure' | 'referral' | 'diet';

interface OrderSet {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Item[];
}

const po = 'by mouth';
const med = (medicine: OrderSpec, chosen = true): Item => ({ medicine, chosen });
const service = (text: string, category: Category, loinc?: string, chosen = true): Item => ({
  service: text,
  category,
  chosen,
  ...(loinc ? { loinc } : {}),
});

/** What a set offers; `chosen` items are ticked when it opens. The learner must still look at each. */
const sets: readonly OrderSet[] = [
  {
    id: 'heart-failure',
    title: 'Heart failure admission',
    items: [
      med(order('furosemide', 40, 'mg', 'intravenous', 'bid', { form: 'injection' })),
      med(order('lisinopril', 5, 'mg', po, 'daily')),
      med(order('enoxaparin', 40, 'mg', 'subcutaneous', 'daily')),
      service('Basic metabolic panel tomorrow morning', 'laboratory', '24321-2'),
      service('Telemetry monitoring', 'nursing'),
      service('Weigh every morning', 'nursing'),
      service('Measure intake and output', 'nursing'),
      service('Diet: Low sodium, fluids up to 1.5 liters', 'diet'),
      service('Echocardiogram', 'imaging', undefined, false),
    ],
  },
  {
    id: 'pneumonia',
    title: 'Pneumonia admission',
    items: [
      med(order('ceftriaxone', 1000, 'mg', 'intravenous', 'q24h')),
      med(order('azithromycin', 500, 'mg', 'intravenous', 'q24h', { form: 'injection' })),
      med(order('acetaminophen', 650, 'mg', po, 'q6h', { prn: 'fever' })),
      med(order('enoxaparin', 40, 'mg', 'subcutaneous', 'daily')),
      service('Complete blood count tomorrow morning', 'laboratory', '58410-2'),
      service('Blood cultures, two sets', 'laboratory'),
      service('Chest film, two views', 'imaging', '36643-5'),
      service('Oxygen to keep saturation above 92%', 'nursing'),
    ],
  },
  {
    id: 'high-potassium',
    title: 'High potassium',
    items: [
      med(order('insulin-regular', 10, 'units', 'intravenous', 'once')),
      med(order('albuterol', 10, 'mg', 'inhaled', 'once'), false),
      service('Dextrose 50% 25 g into a vein with the insulin', 'nursing'),
      service('Electrocardiogram now', 'procedure'),
      service('Potassium again in one hour', 'laboratory', '2823-3'),
      service('Finger-stick glucose every hour for four hours', 'nursing'),
    ],
  },
];

export function orderSetResources(clock: Clock): Resource[] {
  return sets.flatMap(({ id, title, items }): Resource[] => {
    const offered = items.map((item, index) => ({ item, id: `act-${id}-${index + 1}` }));
    return [
      {
        resourceType: 'PlanDefinition',
        id: `set-${id}`,
        url: `${ours}/PlanDefinition/set-${id}`,
        title,
        type: concept(hl7Systems.planType, 'order-set', 'Order Set'),
        status: 'active',
        date: clock.date(-90),
        action: offered.map(({ item, id: activity }) => ({
          title: titleOf(item),
          selectionBehavior: 'any',
          precheckBehavior: item.chosen === false ? 'no' : 'yes',
          definitionCanonical: `${ours}/ActivityDefinition/${activity}`,
        })),
      },
      ...offered.map(({ item, id: activity }) => activityDefinition(item, activity)),
    ];
  });
}

const titleOf = (item: Item): string =>
  'medicine' in item ? `${String(drugConcept(item.medicine.drug).text)} ${String(dosage(item.medicine).text)}` : item.service;

/** The order as the set would place it: a medicine with product and dosage, or a service with its category as `topic`. */
function activityDefinition(item: Item, id: string): Resource {
  const common = {
    resourceType: 'ActivityDefinition',
    id,
    url: `${ours}/ActivityDefinition/${id}`,
    status: 'active',
    title: titleOf(item),
    intent: 'order',
  };
  if ('medicine' in item) {
    const product = productFor(item.medicine.drug, item.medicine.dose, item.medicine.form);
    return {
      ...common,
      kind: 'MedicationRequest',
      productCodeableConcept: drugConcept(item.medicine.drug),
      dosage: [dosage(item.medicine)],
      relatedArtifact: [{ type: 'depends-on', resource: `Medication/${product.id}`, display: productName(product) }],
    };
  }
  const code: Fields = item.loinc ? concept(systems.loinc, item.loinc, item.service) : { text: item.service };
  return { ...common, kind: 'ServiceRequest', topic: [concept(systems.local, item.category, item.category)], code };
}
