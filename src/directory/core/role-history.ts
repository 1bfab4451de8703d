import { addDays, type LocalDate } from '#kernel/time.ts';

/** What somebody is by trade, wherever it is kept with dates. */
interface RoleFacts {
  readonly jobRole: string;
  readonly specialty: string;
  readonly practiceGroup: string;
  readonly homeUnit: string | null;
}

/** Held from `from` (included) to `to` (excluded); null: still. */
export interface RoleSpan extends RoleFacts {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** The person as they are from `effective` on. `endDate` is the last day. */
export interface RoleNow extends RoleFacts {
  readonly hireDate: LocalDate | null;
  readonly endDate: LocalDate | null;
}

/**
 * The history after a change that counts from `effective`: what was before that day stays as it was, what was to follow
 * is written anew. Spans stay in order and apart. A change of somebody who has left by then shortens their last span
 * and rewrites nothing: what they were, they were.
 */
export function writeHistory(history: readonly RoleSpan[], now: RoleNow, effective: LocalDate): RoleSpan[] {
  const { hireDate, endDate, jobRole, specialty, practiceGroup, homeUnit } = now;
  const facts: RoleFacts = { jobRole, specialty, practiceGroup, homeUnit };
  const to = endDate === null ? null : addDays(endDate, 1);
  const past = before(history, to !== null && to < effective ? to : effective);
  const last = past.at(-1);
  if (to !== null && to <= effective) {
    if (!last) return [{ from: hireDate ?? addDays(to, -1), to, ...facts }];
    return startedOn(hireDate, [...past.slice(0, -1), { ...last, to }]);
  }
  const hired = hireDate ?? effective;
  // Hired lately, or back after a gap: from that day. Otherwise the role changed on the effective day.
  const from = !last || hired > effective || hired >= (last.to ?? effective) ? hired : effective;
  const joins = last && last.to === from && sameFacts(last, facts);
  return startedOn(hireDate, joins ? [...past.slice(0, -1), { ...last, to }] : [...past, { from, to, ...facts }]);
}

/** What of a history lies before a day. */
const before = (history: readonly RoleSpan[], day: LocalDate): RoleSpan[] =>
  history.filter((span) => span.from < day).map((span) => (span.to === null || span.to > day ? { ...span, to: day } : span));

/** The first day is often learned later than the person. */
function startedOn(hireDate: LocalDate | null, spans: RoleSpan[]): RoleSpan[] {
  const [first, ...rest] = spans;
  return first && hireDate !== null && (first.to === null || hireDate < first.to) ? [{ ...first, from: hireDate }, ...rest] : spans;
}

const sameFacts = (a: RoleFacts, b: RoleFacts): boolean =>
  a.jobRole === b.jobRole && a.specialty === b.specialty && a.practiceGroup === b.practiceGroup && a.homeUnit === b.homeUnit;
