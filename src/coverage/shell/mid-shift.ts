import { lengthMs } from '#kernel/interval.ts';
import { minuteMs, type Instant } from '#kernel/time.ts';
import type { Need } from '../core/need.ts';
import type { Assignment } from '../core/plan/plan.ts';

/** Somebody leaves at a time at which their shift has begun: what they worked, what a relief takes, and the needs so divided. */
export interface Cut {
  /** Under the id of the whole: calendars and links go on pointing at it. */
  readonly worked: Assignment;
  /** Null: nothing of what was asked lies after that time. */
  readonly rest: Assignment | null;
  /** Needs that are new or not as they were. */
  readonly needs: readonly Need[];
}

/**
 * Cuts an assignment at `at`, which lies within it. A need that goes on after `at` is divided in time, so that each part asks
 * for exactly the hours that one person is there; seats of a unit's shift that others fill stay whole, under the need's own id.
 */
export function cutAt(one: Assignment, served: readonly Need[], at: Instant, restId: string): Cut {
  const parts = served.map((need) => partsOf(one, need, at, restId));
  const before = parts.flatMap((part) => part.before ?? []);
  const after = parts.flatMap((part) => part.after ?? []);
  // Sessions last as long as the rounds that they serve; a unit's shift, and whatever serves nothing, to the minute.
  const exact = one.kind === 'unit' || served.length === 0;
  const workedEnd = exact || before.length === 0 ? at : Math.max(...before.map((need) => Math.min(need.end, one.end)));
  const restStart = exact || after.length === 0 ? at : Math.min(...after.map((need) => Math.max(need.start, at)));
  const priced = (piece: Assignment): Assignment => ({ ...piece, cost: (one.cost * lengthMs(piece)) / lengthMs(one) });
  return {
    worked: priced({ ...one, end: workedEnd, needIds: before.map((need) => need.id) }),
    rest: exact || after.length > 0 ? priced({ ...one, id: restId, start: restStart, needIds: after.map((need) => need.id) }) : null,
    needs: parts.flatMap((part) => part.changed),
  };
}

interface Parts {
  readonly before?: Need;
  readonly after?: Need;
  readonly changed: readonly Need[];
}

function partsOf(one: Assignment, need: Need, at: Instant, restId: string): Parts {
  const [start, end] = need.kind === 'outreach' ? [one.start, one.end] : [need.start, need.end];
  if (end <= at) return { before: need, changed: [] };
  if (start >= at) return { after: need, changed: [] };
  const shared = need.headcount > 1;
  const before: Need = {
    ...need,
    start,
    end: at,
    headcount: 1,
    minutes: (at - start) / minuteMs,
    ...(shared ? { id: `${need.id}~${one.id}`, partOf: need.id } : {}),
  };
  // What is left of a session may be held as late as the whole might have been.
  const after: Need = {
    ...need,
    id: `${need.id}~${restId}`,
    partOf: need.id,
    start: at,
    headcount: 1,
    minutes: (end - at) / minuteMs,
  };
  return { before, after, changed: [...(shared ? [{ ...need, headcount: need.headcount - 1 }] : []), before, after] };
}

/** Demand is built anew from its sources; a need that was divided meanwhile is what its parts say. */
export function withParts(needs: readonly Need[], divided: readonly Need[]): Need[] {
  const wholes = new Set(divided.flatMap((need) => need.partOf ?? []));
  const asked = new Set(needs.map((need) => need.id));
  const rootOf = (need: Need): string => {
    const whole = divided.find((other) => other.id === need.partOf);
    return whole && whole !== need ? rootOf(whole) : (need.partOf ?? need.id);
  };
  return [...needs.filter((need) => !wholes.has(need.id)), ...divided.filter((need) => asked.has(rootOf(need)))].toSorted(
    (a, b) => a.start - b.start || (a.id < b.id ? -1 : 1),
  );
}
