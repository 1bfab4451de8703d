import { randomStream } from '#kernel/random.ts';
import { shuffle } from './draw.ts';
import { judgeCheck } from './judge-check.ts';
import type { Module } from './module.ts';
import type { Question } from './question.ts';

/** So few that it takes a minute on a phone in the corridor. Ours. */
export const recallItems = 3;
/** Two of three: one slip is not forgetting. Ours. */
const recalledShare = 2 / 3;

export interface Drawn {
  readonly moduleId: string;
  readonly question: Question;
}

/**
 * What is asked of a competency some time after it was learned: each item of the task that its modules ask for is as likely as any other, whether it
 * was seen in the check or not. Of a module that names the task nowhere, any of its items.
 */
export function drawRecall(modules: readonly Module[], competencyId: string, seed: number): Drawn[] {
  const pools = modules.map((module) => {
    const own = module.pool.filter((question) => question.task === competencyId);
    return (own.length > 0 ? own : module.pool).map((question) => ({ moduleId: module.moduleId, question }));
  });
  return shuffle(pools.flat(), randomStream(seed)).slice(0, recallItems);
}

/** Points of all items that were asked; a wrong answer that was sure costs no more than not knowing. */
export const judgeRecall = (points: readonly number[], itemCount: number): { share: number; recalled: boolean } => {
  const { share, passed } = judgeCheck(
    points.map((one) => Math.max(0, one)),
    itemCount,
    recalledShare,
  );
  return { share, recalled: passed };
};
