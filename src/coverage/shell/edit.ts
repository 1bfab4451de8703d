import { overlaps } from '#kernel/interval.ts';
import { assert } from '#kernel/assert.ts';
import { hourMs, minuteMs, type Instant } from '#kernel/time.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Edit, Verdict } from '../contract.ts';
import type { Need } from '../core/need.ts';
import { judge } from '../core/plan/check.ts';
import type { Assignment } from '../core/plan/plan.ts';
import type { PlanChange } from '../core/plan/verdict.ts';
import type { PlacedAssignment } from '../store/rows.ts';
import { withName, type Frame } from './frame.ts';
import { plain } from './plan-problem.ts';

/** What an edit comes to. `was` null: a new assignment; `becomes` null: it goes. */
export interface Change {
  readonly was: PlacedAssignment | null;
  readonly becomes: Assignment | null;
}

export type EditRefusal = 'no-such-need' | 'already-there' | 'removed' | 'changed-meanwhile';

/**
 * An edit in terms of assignments. `existing` is the assignment that it names, removed or not.
 * A sharable round goes to the unit's shift that the person works there anyway, if they do.
 */
export function resolveEdit(frame: Frame, edit: Edit, existing: PlacedAssignment | null, newId: string): Result<Change, EditRefusal> {
  if (edit.kind === 'assign') {
    const need = frame.needs.get(edit.needId);
    if (!need) return refuse('no-such-need', 'This need is not part of the plan any more. Look at the board again.');
    return assign(frame, edit.personId, need, newId);
  }
  if (!existing || existing.version !== edit.version)
    return refuse('changed-meanwhile', 'Somebody else changed this assignment. Look at it again before you change it.');
  if (existing.removed !== (edit.kind === 'restore')) return refuse('removed', 'This assignment is not there any more.');
  switch (edit.kind) {
    case 'remove':
      return ok({ was: existing, becomes: null });
    case 'restore':
      return ok({ was: null, becomes: plain(existing) });
    case 'put-back':
      return ok({ was: existing, becomes: priced(frame, { ...plain(existing), ...edit.to }) });
    case 'lock':
      return ok({ was: existing, becomes: plain(existing) });
    case 'move':
      return move(frame, edit, existing);
  }
}

function assign(frame: Frame, personId: string, need: Need, newId: string): Result<Change, EditRefusal> {
  const own = frame.assignments.filter((one) => one.personId === personId);
  if (own.some((one) => one.needIds.includes(need.id))) return refuse('already-there', 'This person serves this need already.');
  const shift = need.shareMax > 1 ? own.find((one) => carries(one, need)) : undefined;
  if (shift) return ok({ was: shift, becomes: { ...plain(shift), needIds: [...shift.needIds, need.id] } });
  return ok({ was: null, becomes: placeAt(frame, need, personId, newId) });
}

const carries = (one: Assignment, need: Need): boolean =>
  one.kind === 'unit' && one.unitId === need.unitId && one.start <= need.start && need.end <= one.end;

function move(frame: Frame, edit: Edit & { kind: 'move' }, existing: PlacedAssignment): Result<Change, EditRefusal> {
  const personId = edit.personId ?? existing.personId;
  if (edit.needId !== undefined && !existing.needIds.includes(edit.needId)) {
    const need = frame.needs.get(edit.needId);
    if (!need) return refuse('no-such-need', 'This need is not part of the plan any more. Look at the board again.');
    return ok({ was: existing, becomes: placeAt(frame, need, personId, existing.id) });
  }
  const whole = priced(frame, { ...plain(existing), personId });
  const first = existing.needIds[0];
  const alone = { ...whole, needIds: first === undefined ? [] : [first] };
  // Whoever takes over a unit's shift takes the rounds along, unless a rule forbids just that.
  const better = existing.needIds.length > 1 && breaks(frame, existing, whole) && !breaks(frame, existing, alone);
  return ok({ was: existing, becomes: better ? alone : whole });
}

const breaks = (frame: Frame, was: PlacedAssignment | null, becomes: Assignment): boolean => !allowed(verdictsOf(frame, { was, becomes }));

/** An assignment that serves one need; for a session whose time is free, the first time at which nothing speaks against it. */
function placeAt(frame: Frame, need: Need, personId: string, id: string): Assignment {
  const at = (start: Instant, end: Instant): Assignment =>
    priced(frame, {
      id,
      personId,
      start,
      end,
      kind: need.kind,
      unitId: need.unitId,
      shiftId: need.shiftId,
      needIds: [need.id],
      cost: 0,
    });
  if (need.kind !== 'outreach') return at(need.start, need.end);
  const lengthMs = need.minutes * minuteMs;
  const own = frame.assignments.filter((one) => one.personId === personId && one.id !== id);
  const stepMs = 15 * minuteMs;
  const starts = Array.from({ length: Math.floor((need.end - need.start - lengthMs) / stepMs) + 1 }, (_, i) => need.start + i * stepMs);
  const free = starts.map((start) => at(start, start + lengthMs)).filter((slot) => !own.some((one) => overlaps(one, slot)));
  return free.slice(0, slotsJudgedMax).find((slot) => !breaks(frame, null, slot)) ?? free[0] ?? at(need.start, need.start + lengthMs);
}

const slotsJudgedMax = 60;

function priced(frame: Frame, one: Assignment): Assignment {
  const perHour = frame.problem.supporters.find((supporter) => supporter.personId === one.personId)?.costPerHour ?? 0;
  return { ...one, cost: (perHour * (one.end - one.start)) / hourMs };
}

export function after(assignments: readonly Assignment[], { was, becomes }: Change): Assignment[] {
  const rest = was ? assignments.filter((one) => one.id !== was.id) : [...assignments];
  return becomes ? [...rest, becomes] : rest;
}

/** All that the rules say of a change; any `hard` one forbids it. */
export function verdictsOf(frame: Frame, change: Change): Verdict[] {
  const planChange = toPlanChange(change);
  return judge(frame.problem, { assignments: frame.assignments }, planChange).map(({ code, level, text }) => ({
    rule: code,
    level,
    text: [change.becomes?.personId ?? null, change.was?.personId ?? null].reduce<string>((said, id) => withName(frame, id, said), text),
  }));
}

function toPlanChange({ was, becomes }: Change): PlanChange {
  if (was && becomes) return { kind: 'move', assignmentId: was.id, to: becomes };
  if (becomes) return { kind: 'add', assignment: becomes };
  assert(was, 'an edit that changes nothing');
  return { kind: 'remove', assignmentId: was.id };
}

export const allowed = (verdicts: readonly Verdict[]): boolean => verdicts.every((verdict) => verdict.level !== 'hard');

/** What undoes an applied change; `version` is the assignment's after it. */
export function inverseOf(edit: Edit, { was, becomes }: Change, assignmentId: string, version: number): Edit {
  if (edit.kind === 'lock') return { kind: 'lock', assignmentId, version, locked: !edit.locked };
  if (!becomes) return { kind: 'restore', assignmentId, version };
  if (!was) return { kind: 'remove', assignmentId, version };
  const { personId, start, end, kind, unitId, shiftId, needIds } = was;
  return { kind: 'put-back', assignmentId, version, to: { personId, start, end, kind, unitId, shiftId, needIds: [...needIds] } };
}

export const touchedNeeds = ({ was, becomes }: Change): string[] => [...new Set([...(was?.needIds ?? []), ...(becomes?.needIds ?? [])])];
