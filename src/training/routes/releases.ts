import { newId } from '#kernel/ids.ts';
import { toLocal } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract/releases.ts';
import { releasesChanged } from '../events.ts';
import { learnerBook, type LearnerBook } from '../shell/learner-book.ts';
import { noticeSignal } from '../shell/notice-signal.ts';
import { loadOne } from '../shell/one-learner.ts';
import { loadCompetencies } from '../store/matrix.ts';
import * as store from '../store/releases.ts';

export function releaseRoutes(deps: Deps): void {
  signalRoutes(deps);
  const { db, clock, server } = deps;
  bind(server, contract.listReleases, async () => ({ releases: await releaseViews(db, clock.now()) }));

  bind(server, contract.announceRelease, async ({ body, actor }) => {
    const releaseId = newId('rel');
    await db.tx(async (tx) => {
      await mustKnow(tx, body.competencies);
      const { title, change, due, competencies, moduleId: module_id, mandatory } = body;
      const row = { release_id: releaseId, title, change, due, competencies: [...new Set(competencies)], module_id, mandatory };
      await store.insertRelease(tx, { ...row, announced_at: new Date(clock.now()), by_name: actor.name, withdrawn_at: null });
      await changed(tx, actor, 'release-announced', releaseId, clock.now());
    });
    const made = (await releaseViews(db, clock.now())).find((one) => one.releaseId === releaseId);
    if (!made) throw notFound('This release');
    return made;
  });

  bind(server, contract.withdrawRelease, ({ params, actor }) =>
    db.tx(async (tx) => {
      if (!(await store.withdrawRelease(tx, params.releaseId, clock.now()))) throw notFound('This release');
      await changed(tx, actor, 'release-withdrawn', params.releaseId, clock.now());
      return {};
    }),
  );
  refresherRoutes(deps);
}

function refresherRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.listRefreshers, async () => ({
    refreshers: (await store.loadRefreshers(db)).map((rule) => ({ ...rule, signal: contract.SignalKind.parse(rule.signal) })),
  }));

  bind(server, contract.addRefresher, ({ body, actor }) =>
    db.tx(async (tx) => {
      if (body.competencyId !== null) await mustKnow(tx, [body.competencyId]);
      if (body.offer !== 'outreach' && body.moduleId === '') throw invalid('Name the module that this rule offers.');
      const rule = { ...body, ruleId: newId('ref'), moduleId: body.offer === 'outreach' ? '' : body.moduleId };
      await store.insertRefresher(tx, rule);
      await changed(tx, actor, 'refresher-added', rule.ruleId, clock.now());
      return rule;
    }),
  );

  bind(server, contract.removeRefresher, ({ params, actor }) =>
    db.tx(async (tx) => {
      await store.deleteRefresher(tx, params.ruleId);
      await changed(tx, actor, 'refresher-removed', params.ruleId, clock.now());
      return {};
    }),
  );
}

/** Seen by somebody rather than by a feed. */
function signalRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.noticeByHand, ({ params: { personId }, body: { signal, competencyId }, actor }) =>
    db.tx(async (tx) => {
      const now = clock.now();
      const { picture } = await loadOne(tx, personId, now);
      if (competencyId !== null) await mustKnow(tx, [competencyId]);
      const rules = (await store.loadRefreshers(tx)).filter(
        (rule) => rule.signal === signal && (rule.competencyId === null || rule.competencyId === competencyId),
      );
      const key = `${competencyId ?? ''}/${toLocal(now, picture.rules.timeZone).date}/by-hand`;
      const line = { action: 'training.signal-noticed', subjectKind: 'person', subjectId: personId, detail: { signal } };
      const noticed = { personId, signal, competencyId, evidence: 'seen by a person', key };
      await noticeSignal(tx, noticed, now, () => audit(tx, actor, line, now));
      return { offers: [...new Set(rules.map((rule) => rule.offer))] };
    }),
  );
}

async function changed(tx: Tx, actor: Actor, action: string, subjectId: string, at: number): Promise<void> {
  await audit(tx, actor, { action: `training.${action}`, subjectKind: 'training-release', subjectId }, at);
  await tell(tx, [releasesChanged()], at);
}

async function mustKnow(tx: Tx, competencies: readonly string[]): Promise<void> {
  const known = new Set((await loadCompetencies(tx)).map((one) => one.competencyId));
  const unknown = competencies.find((one) => !known.has(one));
  if (unknown !== undefined) throw notFound(`Competency ${unknown}`);
}

async function releaseViews(db: Db, now: number): Promise<contract.ReleaseView[]> {
  const reached = reachOf(await learnerBook(db, now));
  return (await store.loadReleases(db)).map((release) => ({
    ...release,
    competencies: [...release.competencies],
    reach: (reached.get(release.releaseId) ?? []).toSorted((a, b) => b.people - a.people || a.jobRole.localeCompare(b.jobRole)),
  }));
}

/** releaseId -> by job role, how many it reaches and how many of them have done its burst. */
function reachOf({ lines }: LearnerBook): Map<string, { jobRole: string; people: number; done: number }[]> {
  const reached = [...lines.values()].flatMap(({ summary: { readiness, releases } }) =>
    releases.map((one) => ({ ...one, jobRole: readiness?.jobRole ?? '' })),
  );
  const byRelease = Map.groupBy(reached, (one) => one.releaseId);
  return new Map(
    [...byRelease].map(([releaseId, those]) => [
      releaseId,
      [...Map.groupBy(those, (one) => one.jobRole)].map(([jobRole, all]) => ({
        jobRole,
        people: all.length,
        done: all.filter((one) => one.done).length,
      })),
    ]),
  );
}
