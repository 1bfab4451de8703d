import type { Tx } from '#platform/db/open.ts';
import type { Instant } from '#kernel/time.ts';
import { recordFacts, type ToldFact } from '../../ledger/record-facts.ts';
import { chanceOf } from '../../core/modules/guess.ts';
import { practiceOf } from '../../core/modules/module.ts';

import type { Given, Question } from '../../core/modules/question.ts';
import { score } from '../../core/modules/score.ts';
import { itemHash } from '../item-hash.ts';
import { rate, type RatedAnswer } from '../store/ratings.ts';
import { answeredItems, insertAnswers, knownKeys, type NewAnswer } from '../store/runs.ts';
import { loadWay, type Way } from './way.ts';

export interface SentAnswer {
  readonly key: string;
  readonly itemId: string;
  readonly checkId: string | null;
  readonly given: Given;
  readonly answeredAt: Instant;
}
interface Refused {
  readonly key: string;
  readonly text: string;
}

/** Takes answers in the order in which they were sent; each by itself, so that one that comes too late keeps no other out. */
export async function takeAnswers(
  tx: Tx,
  before: Way,
  sent: readonly SentAnswer[],
  now: Instant,
): Promise<{ way: Way; refused: readonly Refused[] }> {
  const { run, module } = before;
  const known = await knownKeys(
    tx,
    sent.map((answer) => answer.key),
  );
  const seen = await answeredItems(tx, run.person_id, run.module_id);
  const taken = new Set(before.answers.flatMap((answer) => (answer.check_id === null ? [] : [`${answer.check_id} ${answer.item_id}`])));
  const refused: Refused[] = [];
  const taking: Taken[] = [];
  for (const answer of sent) {
    if (known.has(answer.key)) continue;
    known.add(answer.key);
    const found = questionFor(before, answer, taken);
    if (typeof found === 'string') {
      refused.push({ key: answer.key, text: found });
      continue;
    }
    const hash = itemHash(found);
    const isFirst = !seen.has(`${found.itemId} ${hash}`);
    seen.add(`${found.itemId} ${hash}`);
    if (answer.checkId !== null) taken.add(`${answer.checkId} ${found.itemId}`);
    taking.push(takenAs(before, found, answer, { hash, isFirst, now }));
  }
  await insertAnswers(
    tx,
    taking.map(({ row }) => row),
  );
  await rate(
    tx,
    run.person_id,
    taking.flatMap(({ row, rated }) => (row.first ? [rated] : [])),
    now,
  );
  await recordFacts(
    tx,
    taking.map(({ fact }) => fact),
    now,
  );
  return { way: await loadWay(tx, run, module), refused };
}

/** The question that this answers, or why it cannot be taken. */
function questionFor({ module, checks }: Way, { itemId, checkId }: SentAnswer, taken: ReadonlySet<string>): Question | string {
  if (checkId === null)
    return practiceOf(module).find((question) => question.itemId === itemId) ?? 'This question is not on the pages of your version.';
  const check = checks.find((one) => one.check_id === checkId);
  const question = module.pool.find((one) => one.itemId === itemId);
  if (!check || !question || !check.item_ids.includes(itemId)) return 'This question is not in your knowledge check.';
  if (check.ended_at !== null) return 'The knowledge check had ended when this answer arrived; it does not count.';
  return taken.has(`${checkId} ${itemId}`) ? 'This question was answered already; the first answer counts.' : question;
}

interface Taken {
  readonly row: NewAnswer;
  readonly rated: RatedAnswer;
  readonly fact: ToldFact;
}

function takenAs(
  { run }: Way,
  question: Question,
  answer: SentAnswer,
  { hash, isFirst, now }: { hash: string; isFirst: boolean; now: Instant },
): Taken {
  const { points, right } = score(question, answer.given);
  const chance = chanceOf(question);
  // A device's clock may be wrong: no answer is older than its run, nor from the future.
  const at = Math.min(now, Math.max(run.started_at.getTime(), answer.answeredAt));
  const row: NewAnswer = {
    answer_key: answer.key,
    run_id: run.run_id,
    check_id: answer.checkId,
    person_id: run.person_id,
    module_id: run.module_id,
    version: run.version,
    item_id: question.itemId,
    item_hash: hash,
    task: question.task,
    given: JSON.stringify(answer.given),
    points,
    chance,
    first: isFirst,
    answered_at: new Date(at),
    stored_at: new Date(now),
  };
  const item = { moduleId: run.module_id, itemId: question.itemId, itemHash: hash };
  const fact: ToldFact = {
    kind: 'item-answered',
    personId: run.person_id,
    moduleId: run.module_id,
    version: run.version,
    attemptId: answer.checkId ?? run.run_id,
    itemId: question.itemId,
    correct: right,
    score: Math.max(0, points),
    seconds: null,
    response: responseOf(answer.given),
    key: answer.key,
    at,
  };
  return { row, rated: { task: question.task, item, answered: { points, chance } }, fact };
}

/** Keys of what was chosen; never what somebody typed. */
export function responseOf(given: Given): string[] {
  switch (given.kind) {
    case 'single':
      return [given.choice];
    case 'multiple':
      return [...given.choices];
    case 'true-false':
      return [String(given.value), given.confidence];
    case 'order':
      return [...given.order];
    case 'match':
      return Object.entries(given.pairs).map(([left, right]) => `${left}:${right}`);
    case 'sort':
      return Object.entries(given.places).map(([entry, group]) => `${entry}:${group}`);
    case 'number':
    case 'text':
      return [];
  }
}

export const openCheck = (way: Way) => way.checks.find((check) => check.ended_at === null) ?? null;
