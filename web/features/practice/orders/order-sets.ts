import { hasCode, systems, textOf } from '../fhir/codes.ts';
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
  return [...groupedLines(loose), ...groups].filter((group) => group.lines.length > 0);
}

export interface OrderSet {
  readonly title: string;
  /** Canonical address of its PlanDefinition: orders say which set they come from. */
  readonly url: string | undefined;
}

/** A ticked line as an unsigned order. */
export function itemOf(line: SetLine, set: OrderSet, whose: Whose, orderables: readonly Orderable[]): BasketItem {
  const { definition } = line;
  const from = set.url ? { instantiatesCanonical: [set.url] } : {};
  const isUrgent = definition.priority === 'stat';
  if (definition.kind === 'MedicationRequest' || definition.productCodeableConcept) {
    const code = definition.productCodeableConcept ?? definition.code ?? { text: line.title };
    const named = definition.relatedArtifact?.find((one) => one.resource?.startsWith('Medication/'));
    const known = orderables.find((one) => one.kind === 'medication' && drugKey(one.code) === drugKey(code))?.products[0]?.reference;
    const product: Reference | null = named?.resource
      ? { reference: named.resource, ...(named.display ? { display: named.display } : {}) }
      : (known ?? null);
    const order = medicationOrder(code, { ...sigOfDosage(definition.dosage?.[0]), product, stat: isUrgent }, whose, from);
    // The set's own dosage is kept word for word: it may say more than the form holds.
    return basketItem('medication', definition.dosage?.[0] ? { ...order, dosageInstruction: definition.dosage } : order, {
      fromSet: set.title,
    });
  }
  const kind = kindOfDefinition(definition);
  const order = serviceOrder(kind, definition.code ?? { text: line.title }, whose, {
    stat: isUrgent,
    instructions: definition.description ?? '',
  });
  return basketItem(kind, { ...order, ...from }, { fromSet: set.title });
}

/** The lines of a flat set by what they are: drugs, tests, the rest. */
export function groupedLines(lines: readonly SetLine[]): SetGroup[] {
  const groups = [
    { title: 'Medication', kinds: ['medication'] },
    { title: 'Tests and imaging', kinds: ['laboratory', 'imaging', 'procedure'] },
    { title: 'Nursing, diet, referrals', kinds: ['nursing', 'diet', 'referral'] },
  ];
  const kindOf = ({ definition }: SetLine): string =>
    definition.kind === 'MedicationRequest' || definition.productCodeableConcept ? 'medication' : kindOfDefinition(definition);
  return groups
    .map(({ title, kinds: mine }) => ({ title, single: false, lines: lines.filter((line) => mine.includes(kindOf(line))) }))
    .filter((group) => group.lines.length > 0);
}

const kinds = ['laboratory', 'imaging', 'procedure', 'nursing', 'diet', 'referral'] as const;

function kindOfDefinition({ code, topic }: ActivityDefinition): Exclude<OrderKind, 'medication'> {
  const named = kinds.find((kind) => topic?.some((one) => hasCode(one, kind)));
  return (
    named ??
    (code?.coding?.some((coding) => coding.system === systems.loinc) ? 'laboratory' : /^diet/i.test(textOf(code)) ? 'diet' : 'nursing')
  );
}
