import { textOf } from '../fhir/codes.ts';
import type { ActivityDefinition, PlanAction, PlanDefinition } from '../fhir/documents.ts';
import type { Reference } from '../fhir/elements.ts';
import { basketItem, type BasketItem } from './basket.ts';
import { drugKey, type Orderable, type OrderKind } from './catalogue.ts';
import { medicationOrder, serviceOrder, sigOfDosage, type Whose } from './order-draft.ts';

/** One line of an order set that can be ticked. */
export interface SetLine {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly definition: ActivityDefinition;
  /** Ticked to begin with: the standard of care. */
  readonly precheck: boolean;
}
export interface SetGroup {
  readonly title: string;
  /** At most one of them. */
  readonly single: boolean;
  readonly lines: readonly SetLine[];
}

/** The groups and lines of a PlanDefinition; an action without a definition that is known is left out. */
export function groupsOf(plan: PlanDefinition, known: readonly ActivityDefinition[]): SetGroup[] {
  const contained = (plan.contained ?? []).filter((one): one is ActivityDefinition => one.resourceType === 'ActivityDefinition');
  const find = (canonical: string | undefined): ActivityDefinition | undefined => {
    const plain = canonical?.split('|')[0] ?? '';
    if (plain.startsWith('#')) return contained.find((one) => one.id === plain.slice(1));
    return known.find((one) => one.url === plain || (plain.endsWith(`/${one.id}`) && one.id !== undefined));
  };
  const lineOf = (action: PlanAction, path: string): SetLine[] => {
    const definition = find(action.definitionCanonical ?? action.definitionUri);
    if (!definition) return [];
    return [
      {
        id: path,
        title: action.title ?? definition.title ?? (textOf(definition.code ?? definition.productCodeableConcept) || 'Order'),
        detail: action.description ?? action.textEquivalent ?? definition.description ?? definition.dosage?.[0]?.text ?? '',
        definition,
        precheck: action.precheckBehavior !== 'no' && (action.precheckBehavior === 'yes' || action.requiredBehavior === 'must'),
      },
    ];
  };
  const loose: SetLine[] = [];
  const groups: SetGroup[] = [];
  for (const [index, action] of (plan.action ?? []).entries()) {
    if (!action.action?.length) {
      loose.push(...lineOf(action, String(index)));
      continue;
    }
    const lines = action.action.flatMap((inner, at) =>
      inner.action?.length
        ? inner.action.flatMap((deep, deeper) => lineOf(deep, `${index}.${at}.${deeper}`))
        : lineOf(inner, `${index}.${at}`),
    );
    groups.push({
      title: action.title ?? 'Orders',
      single: /one/.test(action.selectionBehavior ?? '') && action.selectionBehavior !== 'one-or-more',
      lines,
    });
  }
  return [...(loose.length > 0 ? [{ title: 'Orders', single: false, lines: loose }] : []), ...groups].filter(
    (group) => group.lines.length > 0,
  );
}

/** A ticked line as an unsigned order. */
export function itemOf(line: SetLine, setTitle: string, whose: Whose, orderables: readonly Orderable[]): BasketItem {
  const { definition } = line;
  if (definition.kind === 'MedicationRequest' || definition.productCodeableConcept) {
    const code = definition.productCodeableConcept ?? definition.code ?? { text: line.title };
    const orderable = orderables.find((one) => one.kind === 'medication' && drugKey(one.code) === drugKey(code));
    const sig = sigOfDosage(definition.dosage?.[0]);
    const product: Reference | null =
      orderable?.products.find((one) => sig.dose !== null && sig.dose % one.strength === 0)?.reference ??
      orderable?.products[0]?.reference ??
      null;
    const order = medicationOrder(code, { ...sig, product, stat: definition.priority === 'stat' }, whose);
    // The set's own dosage is kept word for word: it may say more than the form holds.
    return basketItem('medication', definition.dosage?.[0] ? { ...order, dosageInstruction: definition.dosage } : order, {
      fromSet: setTitle,
    });
  }
  const code = definition.code ?? { text: line.title };
  const kind = kindOfDefinition(definition, orderables);
  return basketItem(
    kind,
    serviceOrder(kind, code, whose, { stat: definition.priority === 'stat', instructions: definition.description ?? '' }),
    { fromSet: setTitle },
  );
}

function kindOfDefinition(
  { code, topic: topics }: ActivityDefinition & { topic?: { coding?: { code?: string }[]; text?: string }[] },
  orderables: readonly Orderable[],
): Exclude<OrderKind, 'medication'> {
  const known = orderables.find(
    (one) => one.kind !== 'medication' && one.code.coding?.some((mine) => code?.coding?.some((its) => its.code === mine.code)),
  );
  if (known && known.kind !== 'medication') return known.kind;
  const topic = topics?.flatMap((one) => one.coding?.map((coding) => coding.code) ?? []) ?? [];
  if (topic.includes('laboratory') || code?.coding?.some((coding) => coding.system === 'http://loinc.org')) return 'laboratory';
  if (topic.includes('imaging')) return 'imaging';
  return /^diet/i.test(textOf(code)) ? 'diet' : 'nursing';
}
