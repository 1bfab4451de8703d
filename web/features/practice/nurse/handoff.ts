import { hourMs, minuteMs, toLocal, type Instant, type TimeZone } from '#kernel/time.ts';
import { concept, hasCode, idOf, pathOf, referenceTo, textOf } from '../fhir/codes.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import type { Reference } from '../fhir/elements.ts';
import { ourSystems } from '../fhir/ours.ts';
import type { Communication, MedicationAdministration, MedicationRequest, ServiceRequest, Task } from '../fhir/resources.ts';
import { doseSlots, lateMin } from './due-times.ts';

/** A shift: what is due within it is handed over. */
export const shiftHours = 12;

export const sbarParts = ['Situation', 'Background', 'Assessment', 'Recommendation'] as const;
export type SbarPart = (typeof sbarParts)[number];

/** Something that the next one must do or watch for, as the chart knows it. */
export interface DueLine {
  /** `Type/id` of the order or task. */
  readonly target: string;
  readonly text: string;
  /** When first; null: no time of its own. */
  readonly at: Instant | null;
}

interface Chart {
  readonly orders: readonly MedicationRequest[];
  readonly administrations: readonly MedicationAdministration[];
  readonly services: readonly ServiceRequest[];
  readonly tasks: readonly Task[];
}

/** Tasks of other professions, and what has a screen of its own. */
const othersTasks = ['verify-order', 'review-result', 'co-sign', 'refill-request', 'revise-note'];

/** Doses, tasks, results that are still to come and standing orders of the next shift: timed ones first. */
export function dueLines({ orders, administrations, services, tasks }: Chart, now: Instant, zone: TimeZone): DueLine[] {
  const window = { from: now - shiftHours * hourMs, to: now + shiftHours * hourMs, now, zone };
  const doses = orders
    .filter(({ status }) => status === 'active' || status === 'on-hold')
    .flatMap((order): DueLine[] => {
      const times = doseSlots(order, administrations, window).flatMap(({ dueAt, administration }) =>
        dueAt !== null && administration === null ? [dueAt] : [],
      );
      const [first] = times;
      if (first === undefined) return [];
      const words = `${drugText(order)} ${dosageText(order.dosageInstruction?.[0])}`;
      const late = times.filter((at) => at < now - lateMin * minuteMs);
      const due = [
        ...(order.status === 'on-hold' ? ['on hold'] : []),
        ...(late.length > 0 ? [`not charted ${timesText(late, zone)}`] : []),
        ...(late.length < times.length ? [`due ${timesText(times.slice(late.length), zone)}`] : []),
      ];
      return [{ target: pathOf(referenceTo(order)), text: `${words}: ${due.join(', ')}`, at: first }];
    });
  const open = tasks
    .filter((task) => task.status === 'requested' && !hasCode(task.code, ...othersTasks))
    .map((task): DueLine => ({ target: pathOf(referenceTo(task)), text: task.description ?? textOf(task.code), at: null }));
  const standing = services
    .filter((one) => one.status === 'active')
    .map((one): DueLine => {
      const isTest = hasCode(one.category, 'laboratory', 'imaging');
      return { target: pathOf(referenceTo(one)), text: `${isTest ? 'Result to come: ' : 'Order: '}${textOf(one.code)}`, at: null };
    });
  return [...doses.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0)), ...open, ...standing];
}

const timesText = (times: readonly Instant[], zone: TimeZone): string => times.map((at) => toLocal(at, zone).time).join(', ');

/** What was said of a line: '' when nothing was added. */
export type Said = Readonly<Record<string, string>>;

/** The hand-off as it is kept: a line for each part, and one for each thing that is due. */
export const handoffPayload = (text: Readonly<Record<SbarPart, string>>, lines: readonly DueLine[], said: Said) => [
  ...sbarParts.map((part) => ({ contentString: `${part}: ${text[part].trim()}` })),
  ...lines
    .filter(({ target }) => target in said)
    .map((line) => ({ contentString: `Due: ${line.text}${said[line.target]?.trim() ? ` – ${said[line.target]?.trim()}` : ''}` })),
];

export const aboutOf = (lines: readonly DueLine[], said: Said): Reference[] =>
  lines.filter(({ target }) => target in said).map(({ target }) => ({ reference: target }));

export type ReadBackCode = 'read-back' | 'read-back-right' | 'read-back-wrong';
const readBackNames: Record<ReadBackCode, string> = {
  'read-back': 'Read-back',
  'read-back-right': 'Read back right',
  'read-back-wrong': 'Read-back corrected',
};
export const readBackConcept = (code: ReadBackCode) => concept(ourSystems.task, code, readBackNames[code]);

/** What was said back and forth after a hand-off, oldest first. */
export function threadOf(handoff: Communication, all: readonly Communication[]): Communication[] {
  const ids = new Set([handoff.id]);
  const thread: Communication[] = [];
  const replies = all
    .filter((one) => hasCode(one.category, 'read-back', 'read-back-right', 'read-back-wrong'))
    .toSorted((a, b) => (a.sent ?? '').localeCompare(b.sent ?? ''));
  for (let found = true; found;) {
    found = false;
    for (const one of replies) {
      if (ids.has(one.id) || !one.inResponseTo?.some((other) => ids.has(idOf(other)))) continue;
      ids.add(one.id);
      thread.push(one);
      found = true;
    }
  }
  return thread;
}
