import type { z } from 'zod';
import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { Problem, changedMeanwhile } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import { planPublished, plansChanged } from '../events.ts';
import { loadFrame, newBreaches } from '../shell/frame.ts';
import { placesOf } from '../shell/places.ts';
import { diffByPerson, diffRosters, publishedWords, type RosterDiff } from '../shell/publish-diff.ts';
import { loadSupply } from '../store/facts.ts';
import { notify } from '../store/notices.ts';
import { findPlan, lockPlan, mustBeOpen, nextVersion, setWholeSince, type PlanRow } from '../store/plans.ts';
import { applyDiff, listPublicationRows, lockMany, replaceNeeds, savePublication } from '../store/publish.ts';
import { loadRoster, type Roster } from '../store/roster.ts';
import type { Reader } from '../store/tables.ts';
import { closeExchangesOf } from '../store/exchanges.ts';
import { namesOf } from '../words.ts';

const breachesShownMax = 50;

export function publishRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.diffPlan, ({ params }) =>
    db.tx(async (tx) => {
      const plan = await findPlan(tx, params.planId);
      const published = await findPlan(tx, contract.publishedPlanId);
      return (await compare(tx, plan, published, clock.now())).view;
    }),
  );

  bind(server, contract.publishPlan, ({ params, body, actor }) => db.tx((tx) => publish(tx, params.planId, body, actor, clock.now())));

  bind(server, contract.listPublications, async () => ({
    publications: (await listPublicationRows(db)).map((row) => ({
      publicationId: row.publication_id,
      planId: row.plan_id,
      name: row.name,
      from: row.from_date,
      to: row.to_date,
      at: row.at.getTime(),
      by: row.by_name,
      note: row.note,
      gains: row.gains,
      loses: row.loses,
      changes: row.changes,
      notified: row.notified,
    })),
  }));
}

type Publishing = z.output<typeof contract.publishPlan.body>;

/** Everything or nothing: killed at any moment, the transaction leaves the old roster in force. */
async function publish(tx: Tx, planId: string, body: Publishing, actor: Actor, at: Instant): Promise<contract.Published> {
  // The plan in force first, always: two publications wait for each other rather than lock crosswise.
  const published = await lockPlan(tx, contract.publishedPlanId);
  const plan = await lockPlan(tx, planId);
  if (plan.version !== body.planVersion || published.version !== body.publishedVersion)
    throw changedMeanwhile('The draft or the published plan');
  const { diff, draft, view } = await compare(tx, plan, published, at);
  if (view.breaches.length > 0)
    throw new Problem(409, 'breaks-rule', `Publishing would break a rule: ${view.breaches[0]?.text}.`, { breaches: view.breaches });
  const version = await nextVersion(tx, published);
  await setWholeSince(tx, contract.publishedPlanId, version);
  await applyDiff(tx, diff, version, at);
  await lockMany(tx, lockedIds(diff, draft));
  await replaceNeeds(tx, draft, spanOf(plan), version, at);
  await closeExchangesOf(
    tx,
    [...diff.remove, ...diff.change.map(({ was }) => was)].map((one) => one.id),
  );
  const publicationId = newId('pub');
  const { gains, loses, changes } = view;
  const told = { gains, loses, changes, notified: view.people.length };
  await savePublication(tx, {
    publication_id: publicationId,
    plan_id: plan.plan_id,
    name: plan.name,
    from_date: spanOf(plan).from,
    to_date: spanOf(plan).to,
    at: new Date(at),
    by_name: actor.name,
    note: body.note,
    ...told,
  });
  const news = await notify(
    tx,
    view.people.map((person) => ({
      personId: person.personId,
      kind: 'published',
      text: publishedWords(person),
      link: contract.noticePages.shifts,
    })),
    at,
  );
  await audit(
    tx,
    actor,
    { action: 'coverage.published', subjectKind: 'plan', subjectId: plan.plan_id, detail: { publicationId, ...told } },
    at,
  );
  await tell(tx, [planPublished(publicationId, plan.plan_id, version), plansChanged(plan.plan_id), ...news], at);
  return { publicationId, version, notified: view.people.length };
}

const spanOf = (plan: PlanRow): { from: string; to: string } => ({ from: plan.from_date ?? '', to: plan.to_date ?? '' });

interface Compared {
  readonly diff: RosterDiff;
  readonly draft: Roster;
  readonly view: contract.PublishDiff;
}

async function compare(tx: Tx, plan: PlanRow, published: PlanRow, now: Instant): Promise<Compared> {
  mustBeOpen(plan);
  if (plan.status !== 'draft' && plan.status !== 'published')
    throw new Problem(409, 'not-a-draft', 'Only a plan that was made can be published.');
  const supply = await loadSupply(tx);
  const places = placesOf(supply);
  const window = places.window(spanOf(plan).from, spanOf(plan).to);
  const draft = await loadRoster(tx, plan.plan_id);
  const inForce = await loadRoster(tx, contract.publishedPlanId, window);
  // A night of the evening before the window reaches into it, but the draft knows nothing of it.
  const replaceable = inForce.assignments.filter((one) => one.start >= Math.min(window.start, draft.assignments[0]?.start ?? window.start));
  const diff = diffRosters(replaceable, draft.assignments, now, () => newId('as'));
  const people = diffByPerson(diff, places, namesOf(supply.people));
  const view: contract.PublishDiff = {
    planId: plan.plan_id,
    planVersion: plan.version,
    publishedVersion: published.version,
    gains: diff.add.length,
    loses: diff.remove.length,
    changes: diff.change.length,
    unchanged: diff.unchanged,
    people,
    uncoveredNow: inForce.uncovered.length,
    uncoveredThen: draft.uncovered.filter((gap) => gap.end > now).length,
    breaches: await seamBreaches(
      tx,
      published,
      diff,
      draft,
      people.map((person) => person.personId),
    ),
  };
  return { diff, draft, view };
}

/** Rules that the new roster breaks where it meets what was published before and after it, and the old one did not. */
async function seamBreaches(
  reader: Reader,
  published: PlanRow,
  diff: RosterDiff,
  draft: Roster,
  personIds: readonly string[],
): Promise<contract.PublishDiff['breaches']> {
  const first = draft.assignments[0];
  if (!first || personIds.length === 0) return [];
  const around = { start: first.start, end: Math.max(...draft.assignments.map((one) => one.end)) };
  const frame = await loadFrame(reader, published, { around, needIds: [], personIds, comingNeeds: draft.needs });
  const gone = new Set([...diff.remove, ...diff.change.map(({ was }) => was), ...diff.restated].map((one) => one.id));
  const own = frame.assignments.filter((one) => !gone.has(one.id));
  const next = [...own, ...diff.add, ...diff.change.map(({ becomes }) => becomes), ...diff.restated];
  return newBreaches(frame, frame.assignments, next)
    .filter((breach) => breach.personId !== null)
    .slice(0, breachesShownMax)
    .map(({ personId, text }) => ({ personId: personId ?? '', text }));
}

/** Locks of the draft live on under the ids of the plan in force. */
function lockedIds(diff: RosterDiff, draft: Roster): string[] {
  const locked = new Set(draft.assignments.filter((one) => one.locked).map((one) => `${one.personId} ${one.start}`));
  return [...diff.add, ...diff.change.map(({ becomes }) => becomes), ...diff.restated]
    .filter((one) => locked.has(`${one.personId} ${one.start}`))
    .map((one) => one.id);
}
