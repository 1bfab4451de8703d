import type { Tx } from '#platform/db/open.ts';
import type { Instant } from '#kernel/time.ts';
import { Problem } from '#platform/http/problem.ts';
import { recordFacts, type ToldFact } from '../../ledger/record-facts.ts';
import { judgeCheck } from '../../core/modules/judge-check.ts';
import { findCheckAnswers, toDoOf } from '../../core/modules/progress.ts';
import { newItem, type Rating } from '../../core/modules/proficiency.ts';
import { findQuestion, type Module } from '../../core/modules/module.ts';
import { nextItem, ratingAfter, startingRating, testOutStanding } from '../../core/modules/test-out.ts';
import { seedOf } from '../../core/modules/draw.ts';
import { itemHash } from '../item-hash.ts';
import { itemRatings, proficiencyOf } from '../store/ratings.ts';
import { insertCheck, updateCheck, updateRun } from '../store/runs.ts';
import type { CheckRow, Reader } from '../store/tables.ts';
import { loadWay, progressOf, type Way } from './way.ts';

/** Ends an attempt as it stands; answers the way after it. Whether it passed is told to the ledger, failed ones too. */
export async function closeCheck(tx: Tx, way: Way, check: CheckRow, now: Instant, cleared?: boolean): Promise<Way> {
  const points = findCheckAnswers(way.answers, check.check_id).map((answer) => answer.points);
  const judged = judgeCheck(points, check.item_ids.length, way.module.passShare);
  const passed = cleared ?? judged.passed;
  await updateCheck(tx, check.check_id, { ended_at: new Date(now), share: judged.share, passed });
  if (!passed) await recordFacts(tx, [gradedFact('module-failed', way, check, judged.share, now)], now);
  const testedOut = passed && check.kind === 'test-out';
  const run = testedOut ? await updateRun(tx, way.run.run_id, { tested_out: true }) : way.run;
  return loadWay(tx, run, way.module);
}

/** Passed as soon as nothing is left to do; told once. */
export async function settle(tx: Tx, way: Way, now: Instant): Promise<Way> {
  if (way.run.passed_at !== null || toDoOf(progressOf(way)).length > 0) return way;
  const best = way.checks.findLast((check) => check.passed === true);
  const run = await updateRun(tx, way.run.run_id, { passed_at: new Date(now), ended_at: new Date(now) });
  if (best) await recordFacts(tx, [gradedFact('module-passed', way, best, best.share ?? 1, now)], now);
  return { ...way, run };
}

function gradedFact(kind: 'module-passed' | 'module-failed', { run }: Way, check: CheckRow, share: number, now: Instant): ToldFact {
  return {
    kind,
    personId: run.person_id,
    moduleId: run.module_id,
    version: run.version,
    attemptId: check.check_id,
    score: share,
    seconds: Math.max(0, Math.round((now - check.started_at.getTime()) / 1000)),
    key: check.check_id,
  };
}

const ratingsByItem = async (reader: Reader, module: Module): Promise<Map<string, Rating>> => {
  const ratings = await itemRatings(reader, module.moduleId);
  return new Map(module.pool.map((question) => [question.itemId, ratings.get(`${question.itemId} ${itemHash(question)}`) ?? newItem]));
};

/** @throws Problem where this module is not tested out of, or somebody has tried already: then the pages are what helps. */
export async function beginTestOut(tx: Tx, way: Way, check: Omit<CheckRow, 'item_ids'>, now: Instant): Promise<Way> {
  if (!way.module.testOut)
    throw new Problem(409, 'no-test-out', 'This module is not tested out of: its pages say what is particular to us.');
  if (way.checks.length > 0)
    throw new Problem(
      409,
      'tested-already',
      'You have tried the questions already. Read the pages, then take the check as often as you need.',
    );
  const rating = startingRating(way.module, await proficiencyOf(tx, way.run.person_id, now));
  const first = nextItem(way.module, new Set(), rating, await ratingsByItem(tx, way.module), check.seed);
  await insertCheck(tx, { ...check, item_ids: first ? [first.itemId] : [] });
  return loadWay(tx, way.run, way.module);
}

/** After an answer of a test-out: another item, or its end. */
export async function goOnTestingOut(tx: Tx, way: Way, now: Instant): Promise<Way> {
  const check = way.checks.find((one) => one.ended_at === null && one.kind === 'test-out');
  const given = check ? findCheckAnswers(way.answers, check.check_id) : [];
  if (!check || given.length < check.item_ids.length) return way;
  const items = await ratingsByItem(tx, way.module);
  const told = given.flatMap((row) => {
    const question = findQuestion(way.module, row.item_id);
    return question ? [{ question, points: row.points, item: items.get(row.item_id) ?? newItem }] : [];
  });
  // From what the answers of this attempt say alone: it is the proof, and must hold by itself.
  const rating = ratingAfter(startingRating(way.module, new Map()), told);
  const standing = testOutStanding(way.module, rating);
  const asked = new Set(check.item_ids);
  const next = standing === 'open' ? nextItem(way.module, asked, rating, items, seedOf(check.check_id, String(asked.size))) : null;
  if (!next) return closeCheck(tx, way, check, now, standing === 'cleared');
  await updateCheck(tx, check.check_id, { item_ids: [...check.item_ids, next.itemId] });
  return loadWay(tx, way.run, way.module);
}
