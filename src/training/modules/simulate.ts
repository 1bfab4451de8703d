import { newId } from '#kernel/ids.ts';
import { randomStream } from '#kernel/random.ts';
import type { Tx } from '#platform/db/open.ts';
import { minuteMs, type Instant } from '#kernel/time.ts';
import { recordFacts } from '../ledger/record-facts.ts';
import { drawItems, seedOf } from '../core/modules/draw.ts';
import { guessAt, rightAnswer } from '../core/modules/guess.ts';
import { practiceOf } from '../core/modules/module.ts';
import { expected } from '../core/modules/proficiency.ts';
import type { Question } from '../core/modules/question.ts';
import { openCheck, takeAnswers, type SentAnswer } from './shell/answer.ts';
import { closeCheck, settle } from './shell/settle.ts';
import { tellPages } from './shell/tell-pages.ts';
import { loadWay, type Way } from './shell/way.ts';
import { insertCheck, insertRun, updateRun } from './store/runs.ts';
import { currentVersion, moduleOf } from './store/versions.ts';

export interface SimulatedLearner {
  readonly personId: string;
  readonly moduleId: string;
  /** Log odds against a middling item. */
  readonly skill: number;
  readonly startedAt: Instant;
  readonly seed: number;
  /** How many pages are read; all, and the check follows. */
  readonly pages?: number;
  readonly attemptsMax: number;
}

/**
 * A made-up learner goes through a module by the same steps as a real one, for demonstrations. Items differ in hardness by their words, and
 * every fourth is answered from somewhere else than skill, so that item statistics have something to find.
 */
export async function simulateLearner(tx: Tx, learner: SimulatedLearner): Promise<void> {
  const current = await currentVersion(tx, learner.moduleId);
  if (!current) return;
  const module = moduleOf(current);
  const random = randomStream(learner.seed);
  let now = learner.startedAt;
  const { personId, moduleId } = learner;
  const row = { person_id: personId, module_id: moduleId, version: current.version, passed_at: null, ended_at: null };
  const run = await insertRun(tx, { ...row, run_id: newId('run'), started_at: new Date(now) });
  const about = { personId, moduleId, version: current.version, attemptId: run.run_id };
  await recordFacts(tx, [{ kind: 'module-started', ...about, key: run.run_id }], now);
  let way = await loadWay(tx, run, module);
  const page = Math.min(learner.pages ?? module.pages.length, module.pages.length);
  now += Math.round((0.3 + random() * 0.5) * module.minutes * minuteMs);
  way = (await takeAnswers(tx, way, practiceOf(module).slice(0, page).map(answer), now)).way;
  await tellPages(tx, way, page, now);
  way = { ...way, run: await updateRun(tx, run.run_id, { page, furthest_page: page }) };
  if (page < module.pages.length) return;
  for (let attempt = 1; attempt <= learner.attemptsMax && way.run.passed_at === null; attempt++) {
    now += Math.round((2 + random() * 4) * minuteMs);
    way = await attemptCheck(tx, way, now);
  }

  function answer(question: Question): SentAnswer {
    const hardness = ((seedOf(question.itemId, question.ask) >>> 3) % 200) / 100 - 1.1;
    const blurred = (seedOf(question.ask) >>> 5) % 4 === 0;
    const knows = random() < expected(blurred ? 0.3 : learner.skill, hardness);
    const given = knows ? rightAnswer(question) : guessAt(question, random);
    return { key: crypto.randomUUID(), itemId: question.itemId, checkId: null, given, answeredAt: now };
  }

  async function attemptCheck(on: Tx, before: Way, at: Instant): Promise<Way> {
    const checkId = newId('chk');
    const seed = seedOf(checkId);
    const seen = before.checks.flatMap((one) => one.item_ids);
    const items = drawItems(module.pool, module.draw, seed, seen);
    await insertCheck(on, {
      check_id: checkId,
      run_id: before.run.run_id,
      number: before.checks.length + 1,
      kind: 'check',
      seed,
      item_ids: items.map((question) => question.itemId),
      started_at: new Date(at - minuteMs),
      ended_at: null,
      share: null,
      passed: null,
    });
    const opened = await loadWay(on, before.run, module);
    const answers = items.map((question) => ({ ...answer(question), checkId }));
    const { way: answered } = await takeAnswers(on, opened, answers, at);
    const check = openCheck(answered);
    return check ? settle(on, await closeCheck(on, answered, check, at), at) : answered;
  }
}
