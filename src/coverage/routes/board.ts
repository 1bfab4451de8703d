import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid } from '#platform/http/problem.ts';
import { daysBetween, isLocalDate, type LocalDate } from '#kernel/time.ts';
import * as contract from '../contract.ts';
import { boardNeed, filledSeats, packBoard } from '../shell/board.ts';
import { assignmentView } from '../shell/views.ts';
import { hoursByWeek, placesOf } from '../shell/places.ts';
import { loadSupply } from '../store/facts.ts';
import { findPlan, type PlanRow } from '../store/plans.ts';
import { assignmentsServing, loadAssignments, loadRoster, loadUncovered, needsChangedSince } from '../store/roster.ts';
import { assignmentOf } from '../store/rows.ts';
import { oneMoment, tables, type Reader } from '../store/tables.ts';

const daysMax = 120;
const changesMax = 1500;

/** @throws Problem 422 for dates that are none, run backwards, or span more than `daysMax`. */
export function mustBeSpan(from: LocalDate, to: LocalDate, most = daysMax): void {
  if (!isLocalDate(from) || !isLocalDate(to)) throw invalid('One of the dates does not exist.');
  if (to < from) throw invalid(`${to} is before ${from}.`);
  if (daysBetween(from, to) >= most) throw invalid(`At most ${most} days at once.`);
}

export function boardRoutes({ db, server }: Deps): void {
  bind(server, contract.getBoard, ({ query }) =>
    db.tx(async (tx) => {
      mustBeSpan(query.from, query.to);
      // One moment for all that follows: a board must not show half of a change.
      await oneMoment(tx);
      const plan = await findPlan(tx, query.planId ?? contract.publishedPlanId);
      const supply = await loadSupply(tx);
      const places = placesOf(supply);
      const window = places.window(query.from, query.to);
      const roster = await loadRoster(tx, plan.plan_id, window);
      const weekly = await loadAssignments(tx, plan.plan_id, places.weeks(query.from, query.to));
      const of = {
        planId: plan.plan_id,
        name: plan.name,
        status: statusOf(plan),
        version: plan.version,
        from: query.from,
        to: query.to,
        span: await spanOf(tx, plan),
      };
      return packBoard(of, supply, places, roster, weekly);
    }),
  );

  bind(server, contract.getBoardChanges, ({ query }) =>
    db.tx(async (tx) => {
      mustBeSpan(query.from, query.to);
      await oneMoment(tx);
      const plan = await findPlan(tx, query.planId ?? contract.publishedPlanId);
      return changesSince(tx, plan, query);
    }),
  );
}

const statusOf = (plan: PlanRow): 'published' | 'running' | 'draft' => {
  if (plan.plan_id === contract.publishedPlanId) return 'published';
  return plan.status === 'waiting' || plan.status === 'running' ? 'running' : 'draft';
};

async function spanOf(reader: Reader, plan: PlanRow): Promise<{ from: LocalDate; to: LocalDate } | null> {
  if (plan.from_date && plan.to_date) return { from: plan.from_date, to: plan.to_date };
  const row = await tables(reader)
    .selectFrom('coverage_need')
    .select((e) => [e.fn.min('on_date').as('from'), e.fn.max('on_date').as('to')])
    .where('plan_id', '=', plan.plan_id)
    .executeTakeFirst();
  return row?.from && row.to ? { from: row.from, to: row.to } : null;
}

async function changesSince(
  tx: Reader,
  plan: PlanRow,
  query: { from: LocalDate; to: LocalDate; since: number },
): Promise<ReturnType<(typeof contract.getBoardChanges.response)['parse']>> {
  const nothing = { version: plan.version, full: false, removed: [], assignments: [], needs: [], uncovered: [], hours: {} };
  if (query.since === plan.version) return nothing;
  const rows = await tables(tx)
    .selectFrom('coverage_assignment')
    .selectAll()
    .where('plan_id', '=', plan.plan_id)
    .where('changed', '>', query.since)
    .limit(changesMax + 1)
    .execute();
  if (query.since < plan.whole_since || query.since > plan.version || rows.length > changesMax) return { ...nothing, full: true };
  const supply = await loadSupply(tx);
  const places = placesOf(supply);
  const window = places.window(query.from, query.to);
  const changed = rows.map(assignmentOf);
  const needs = await needsChangedSince(tx, plan.plan_id, query.since);
  const filled = filledSeats(
    await assignmentsServing(
      tx,
      plan.plan_id,
      needs.map((need) => need.id),
    ),
  );
  const weekly = await loadAssignments(tx, plan.plan_id, places.weeks(query.from, query.to));
  return {
    version: plan.version,
    full: false,
    removed: changed.filter((one) => one.removed).map((one) => one.id),
    assignments: changed.filter((one) => !one.removed && one.start < window.end && one.end > window.start).map(assignmentView),
    needs: needs.map((need) => boardNeed(need, filled.get(need.id) ?? 0)),
    uncovered: await loadUncovered(tx, plan.plan_id, window),
    hours: Object.fromEntries(hoursByWeek(weekly, places)),
  };
}
