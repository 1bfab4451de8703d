import { findPerson } from '#directory/index.ts';
import { newId } from '#kernel/ids.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import { recordFacts } from '../../ledger/record-facts.ts';
import * as contract from '../../contract/learning.ts';
import { drawItems, seedOf } from '../../core/modules/draw.ts';
import { exercisesOf } from '../../core/modules/module.ts';
import { sawAllPages } from '../../core/modules/progress.ts';
import { asAsked } from '../shell/as-asked.ts';
import { loadOne } from '../../shell/one-learner.ts';
import { openCheck, takeAnswers } from '../shell/answer.ts';
import { missingOf, ownModules } from '../shell/own-modules.ts';
import { beginTestOut, closeCheck, goOnTestingOut, settle } from '../shell/settle.ts';
import { tellPages } from '../shell/tell-pages.ts';
import { loadWay, moduleView, runView, type Way } from '../shell/way.ts';
import { curriculumOf, givenOut } from '../store/curriculum.ts';
import { findRun, insertCheck, insertRun, lastRun, runsOf, updateRun } from '../store/runs.ts';
import { currentVersion, findVersion, moduleOf } from '../store/versions.ts';
import type { Reader, RunRow } from '../store/tables.ts';

/** Training is a person's, not an account's: without one there is nothing to keep it under. */
export function personOf(actor: Actor): string {
  if (actor.personId === null)
    throw new Problem(
      409,
      'no-person',
      'Your account is not linked to a person. Ask an administrator to link it; your training appears then.',
    );
  return actor.personId;
}

async function wayOf(reader: Reader, run: RunRow): Promise<Way> {
  const version = await findVersion(reader, run.module_id, run.version);
  if (!version) throw notFound('This version');
  return loadWay(reader, run, moduleOf(version));
}

async function ownWay(tx: Tx, actor: Actor, runId: string): Promise<Way> {
  const run = await findRun(tx, runId);
  if (run?.person_id !== personOf(actor)) throw notFound('This module run');
  return wayOf(tx, run);
}

function mustBeOpen({ run }: Way): void {
  if (run.ended_at !== null)
    throw new Problem(409, 'ended', 'You have finished this module. Begin it again if you want to go through it once more.');
}

export function learningRoutes(deps: Deps): void {
  readingRoutes(deps);
  exerciseRoutes(deps);
  walkingRoutes(deps);
  checkRoutes(deps);
}

function readingRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.listOwnModules, async ({ actor }) => {
    const personId = personOf(actor);
    const person = await findPerson(db, personId);
    const jobRole = person?.jobRole ?? '';
    return { jobRole, modules: asAsked(await ownModules(db, personId, jobRole), person ? await loadOne(db, personId, clock.now()) : null) };
  });

  bind(server, contract.getOwnModule, async ({ params: { moduleId }, actor }) => {
    const personId = personOf(actor);
    const current = await currentVersion(db, moduleId);
    const run = await lastRun(db, personId, moduleId);
    if (!current || (current.withdrawn_at !== null && !run)) throw notFound('This module');
    if (!run) {
      const module = moduleOf(current);
      return {
        module: moduleView(module, current.version, personId),
        run: null,
        newer: null,
        missing: await missingOf(db, personId, module),
      };
    }
    const way = await wayOf(db, run);
    const newer = current.version > run.version && current.withdrawn_at === null ? current.version : null;
    return { module: moduleView(way.module, run.version, run.run_id), run: runView(way), newer, missing: [] };
  });
}

/** Whoever came from a module finds back to it, also on another device or after closing the page. */
function exerciseRoutes({ db, server }: Deps): void {
  bind(server, contract.listModulesOfExercise, async ({ params: { exerciseId }, actor }) => {
    const { personId } = actor;
    if (personId === null) return { modules: [] };
    const jobRole = (await findPerson(db, personId))?.jobRole ?? '';
    const running = new Set((await runsOf(db, personId)).filter((run) => run.ended_at === null).map((run) => run.module_id));
    const mine = new Set((await curriculumOf(db, jobRole)).map((one) => one.module.moduleId));
    const modules = (await givenOut(db))
      .filter(({ module }) => exercisesOf(module).some((one) => one.exerciseId === exerciseId))
      .filter(({ module: { moduleId } }) => running.has(moduleId) || mine.has(moduleId))
      .map(({ module: { moduleId, title } }) => ({ moduleId, title, running: running.has(moduleId) }));
    return { modules: modules.toSorted((a, b) => Number(b.running) - Number(a.running)) };
  });
}

function walkingRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.startRun, async ({ params: { moduleId }, body, actor }) =>
    db.tx(async (tx) => {
      const personId = personOf(actor);
      const now = clock.now();
      const last = await lastRun(tx, personId, moduleId, true);
      if (last && last.ended_at === null && !body.again) return runView(await wayOf(tx, last));
      const current = await currentVersion(tx, moduleId);
      if (!current || current.withdrawn_at !== null) throw notFound('This module');
      const missing = await missingOf(tx, personId, moduleOf(current));
      if (missing.length > 0) throw new Problem(409, 'comes-later', `First: ${missing.join(', ')}.`);
      if (last && last.ended_at === null) await giveUp(tx, await wayOf(tx, last), now);
      const run = await insertRun(tx, {
        run_id: newId('run'),
        person_id: personId,
        module_id: moduleId,
        version: current.version,
        started_at: new Date(now),
        passed_at: null,
        ended_at: null,
      });
      const started = { personId, moduleId, version: current.version, attemptId: run.run_id };
      await recordFacts(tx, [{ kind: 'module-started', ...started, key: run.run_id }], now);
      return runView(await wayOf(tx, run));
    }),
  );

  bind(server, contract.savePosition, async ({ params, body, actor }) =>
    db.tx(async (tx) => {
      const way = await ownWay(tx, actor, params.runId);
      if (way.run.ended_at !== null) return runView(way);
      const now = clock.now();
      const page = Math.min(body.page, way.module.pages.length);
      const furthest = Math.max(way.run.furthest_page, page);
      const run = await updateRun(tx, params.runId, { page, furthest_page: furthest });
      await tellPages(tx, way, furthest, now);
      return runView(await settle(tx, { ...way, run }, now));
    }),
  );

  bind(server, contract.sendAnswers, async ({ params, body, actor }) =>
    db.tx(async (tx) => {
      const before = await ownWay(tx, actor, params.runId);
      const now = clock.now();
      const { way, refused } = await takeAnswers(tx, before, body.answers, now);
      const after = before.run.ended_at === null ? await settle(tx, await goOnTestingOut(tx, way, now), now) : way;
      return { refused: [...refused], run: runView(after) };
    }),
  );
}

async function giveUp(tx: Tx, way: Way, now: number): Promise<void> {
  const check = openCheck(way);
  if (check) await closeCheck(tx, way, check, now);
  await updateRun(tx, way.run.run_id, { ended_at: new Date(now) });
}

function checkRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.startCheck, async ({ params, body, actor }) =>
    db.tx(async (tx) => {
      const way = await ownWay(tx, actor, params.runId);
      mustBeOpen(way);
      if (openCheck(way)) return runView(way);
      const now = clock.now();
      const check = {
        check_id: newId('chk'),
        run_id: way.run.run_id,
        number: way.checks.length + 1,
        kind: body.kind,
        started_at: new Date(now),
        ended_at: null,
        share: null,
        passed: null,
      };
      const seed = seedOf(check.check_id);
      if (body.kind === 'test-out') return runView(await beginTestOut(tx, way, { ...check, seed }, now));
      if (!sawAllPages(way.module, way.run.furthest_page))
        throw new Problem(409, 'pages-first', 'Read the pages first. If you know all this already, test out instead.');
      const seen = way.checks.flatMap((one) => one.item_ids);
      const items = drawItems(way.module.pool, way.module.draw, seed, seen);
      await insertCheck(tx, { ...check, seed, item_ids: items.map((question) => question.itemId) });
      return runView(await loadWay(tx, way.run, way.module));
    }),
  );

  bind(server, contract.endCheck, async ({ params, actor }) =>
    db.tx(async (tx) => {
      const way = await ownWay(tx, actor, params.runId);
      const check = openCheck(way);
      if (!check) return runView(way);
      const now = clock.now();
      return runView(await settle(tx, await closeCheck(tx, way, check, now), now));
    }),
  );
}
