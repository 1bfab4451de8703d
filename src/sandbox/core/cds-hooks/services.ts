import type { Alert } from '../decision-support/alert.ts';
import { chartFacts, orderOf, type ActiveOrder, type ChartFacts } from '../decision-support/chart.ts';
import { checkOrder } from '../decision-support/check.ts';
import type { Resource } from '../fhir/resource.ts';
import { members } from '../rest/compartment.ts';
import type { Attempt } from '../store/attempt.ts';
import { parsed } from '../store/version.ts';

/* The services of the embedded decision support, as CDS Hooks has them: a chart and drafted orders in, alerts out. */

export const services = [
  {
    hook: 'patient-view',
    id: 'chart-gaps',
    title: 'What the chart lacks',
    description: 'Allergies not asked about, a child without a weight, kidneys that need other doses.',
  },
  {
    hook: 'order-select',
    id: 'order-check',
    title: 'Check of an order while it is made',
    description: 'Allergy, duplicate, dose, kidneys, pregnancy, interaction, laboratory. For practice only.',
  },
  {
    hook: 'order-sign',
    id: 'signing-check',
    title: 'Check of orders before they are signed',
    description: 'The same for all that is about to be signed. An override needs a reason.',
  },
] as const;
export type Service = (typeof services)[number];

export interface HookContext {
  readonly patientId: string;
  /** Orders that are not yet in the record; of those that are, what they become: one that is over is not checked, and no other against it. */
  readonly draftOrders: readonly Resource[];
  /** Of these, the ones that were just chosen, `MedicationRequest/id`; absent: all. */
  readonly selections?: readonly string[] | undefined;
}

const charted = ['Patient', 'AllergyIntolerance', 'Condition', 'Observation', 'MedicationRequest'];

/** @param now on the virtual clock */
export function alertsOf(service: Service, attempt: Attempt, { patientId, draftOrders, selections }: HookContext, now: number): Alert[] {
  const { knownCodes, resourceTypes } = attempt.rules.definitions;
  const context = { attempt, address: '', now, knownCodes, resourceTypes };
  const id = patientId.replace(/^Patient\//, '');
  const chart = charted.flatMap((type) => members(context, 'Patient', id, type).map(({ version }) => parsed(version)));
  const facts = chartFacts(chart, id, now);
  if (service.hook === 'patient-view') return chartGaps(facts, chart);
  const over = draftOrders.filter(isOver);
  const drafts = draftOrders.flatMap((resource) => {
    const order = resource.resourceType === 'MedicationRequest' && !over.includes(resource) ? orderOf(resource) : null;
    return order ? [{ order, isChosen: selections?.includes(`MedicationRequest/${resource.id}`) ?? true }] : [];
  });
  const still = { ...facts, active: facts.active.filter((one) => !over.some(({ id: gone }) => gone === one.id)) };
  // Each is checked against what is active and against the others that are signed with it.
  return unique(drafts.filter(({ isChosen }) => isChosen).flatMap(({ order }) => checkOrder(withOthers(still, drafts, order), order)));
}

const isOver = ({ status }: Resource): boolean => status === 'completed' || status === 'stopped' || status === 'cancelled';

function withOthers(facts: ChartFacts, drafts: readonly { order: ActiveOrder }[], own: ActiveOrder): ChartFacts {
  const replaced = new Set(drafts.flatMap(({ order }) => order.id ?? []));
  const active = facts.active.filter(({ id }) => id === null || !replaced.has(id));
  return { ...facts, active: [...active, ...drafts.flatMap(({ order }) => (order === own ? [] : [order]))] };
}

/** Two drafts that clash say so once. */
const unique = (alerts: readonly Alert[]): Alert[] => [
  ...new Map(alerts.map((one) => [`${one.category} ${one.drugs.toSorted().join()} ${one.drugs.length > 1 ? '' : one.text}`, one])).values(),
];

const childYears = 12;
const lowEgfr = 30;

function chartGaps({ ageYears, weightKg, egfr }: ChartFacts, chart: readonly Resource[]): Alert[] {
  const found: Alert[] = [];
  const gap = (category: Alert['category'], severity: Alert['severity'], text: string, why: string): void =>
    void found.push({ category, severity, text, why, overridable: true, reasons: [], drugs: [] });
  if (!chart.some(({ resourceType }) => resourceType === 'AllergyIntolerance'))
    gap('allergy', 'warning', 'No allergies are recorded, and not that there are none', 'Ask, and record what you hear.');
  if (ageYears !== null && ageYears < childYears && weightKg === null)
    gap('weight-missing', 'warning', 'A child without a weight', 'Doses go by kilograms. Weigh the child before anything is ordered.');
  if (egfr !== null && egfr < lowEgfr) gap('renal', 'info', `eGFR is ${egfr}`, 'Doses of many medicines go by the kidneys.');
  return found;
}
