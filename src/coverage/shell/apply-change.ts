import type { Instant } from '#kernel/time.ts';
import { defined } from '#kernel/assert.ts';
import type { Tx } from '#platform/db/open.ts';
import type { News } from '#platform/realtime/outbox.ts';
import { publishedPlanId } from '../contract.ts';
import type { Uncovered } from '../core/plan/plan.ts';
import { closeExchangesOf } from '../store/exchanges.ts';
import { notify } from '../store/notices.ts';
import { findPlan } from '../store/plans.ts';
import { findAssignment, insertAssignments, needsByIds, removeAssignments, saveAssignment, saveUncovered } from '../store/roster.ts';
import type { PlacedAssignment } from '../store/rows.ts';
import { touchedNeeds, type Change } from './edit.ts';
import { gapsOf, loadFrame, type Frame } from './frame.ts';
import { noticesOf } from './change-notices.ts';
import type { RosterDiff } from './publish-diff.ts';

export interface Applying {
  /** The plan's new version. */
  readonly version: number;
  readonly at: Instant;
  readonly by: { readonly personId: string | null };
  /** The row is there already, removed. */
  readonly restores?: boolean;
}

export interface Applied {
  readonly assignment: PlacedAssignment;
  readonly uncovered: readonly Uncovered[];
  readonly news: readonly News[];
}

/** Writes a change, works out the gaps of the needs concerned anew, and in the plan in force tells those concerned. */
export async function applyChange(tx: Tx, frame: Frame, change: Change, how: Applying): Promise<Applied> {
  const { was, becomes } = change;
  const id = defined(becomes?.id ?? was?.id, 'the assignment that changes');
  if (!becomes) await removeAssignments(tx, frame.planId, [id], how.version, how.at);
  else if (was || how.restores) await saveAssignment(tx, frame.planId, becomes, how.version);
  else await insertAssignments(tx, frame.planId, [becomes], how.version);
  const uncovered = await renewGaps(tx, frame.planId, touchedNeeds(change), how.version);
  const assignment = defined(await findAssignment(tx, frame.planId, id), 'the changed assignment');
  if (frame.planId !== publishedPlanId) return { assignment, uncovered, news: [] };
  await closeExchangesOf(tx, [id]);
  const news = await notify(tx, noticesOf(diffOf(change), frame.places, how.by.personId), how.at);
  return { assignment, uncovered, news };
}

/** What is short of these needs now, with the reason that holds now. */
export async function renewGaps(tx: Tx, planId: string, needIds: readonly string[], version: number): Promise<Uncovered[]> {
  const needs = await needsByIds(tx, planId, needIds);
  if (needs.length === 0) return [];
  const around = { start: Math.min(...needs.map((need) => need.start)), end: Math.max(...needs.map((need) => need.end)) };
  const frame = await loadFrame(tx, await findPlan(tx, planId), { around, needIds });
  const gaps = gapsOf(frame, frame.assignments, new Set(needIds));
  await saveUncovered(tx, planId, needIds, gaps, version);
  return gaps;
}

/** A change as a diff of rosters: a shift that passes to somebody else is one lost and one gained. */
export function diffOf({ was, becomes }: Change): Omit<RosterDiff, 'unchanged'> {
  const nothing = { add: [], remove: [], change: [], restated: [] };
  if (!was || !becomes || was.personId !== becomes.personId) return { ...nothing, add: becomes ? [becomes] : [], remove: was ? [was] : [] };
  const sameTimeAndPlace = was.start === becomes.start && was.end === becomes.end && was.unitId === becomes.unitId;
  return sameTimeAndPlace ? { ...nothing, restated: [becomes] } : { ...nothing, change: [{ was, becomes }] };
}
