import type { ItemLine } from '../../contract/statistics.ts';
import { itemStatistics, troubleOf, type ItemStatistics } from '../../core/modules/item-statistics.ts';
import type { Module } from '../../core/modules/module.ts';
import { lowerBound, upperBound, type Rating } from '../../core/modules/proficiency.ts';
import type { Given, Question } from '../../core/modules/question.ts';
import { itemHash } from '../item-hash.ts';
import { itemRatings } from '../store/ratings.ts';
import { checkAnswers, type CheckAnswer } from '../store/statistics.ts';
import type { Reader } from '../store/tables.ts';

/** The pool of a module, each item with how it does in its present wording. */
export async function itemLines(reader: Reader, module: Module): Promise<ItemLine[]> {
  return linesOf(module, await checkAnswers(reader, module.moduleId), await itemRatings(reader, module.moduleId));
}

export function linesOf(module: Module, answers: readonly CheckAnswer[], ratings: ReadonlyMap<string, Rating>): ItemLine[] {
  const mine = answers.filter((answer) => answer.module_id === module.moduleId);
  return module.pool.map((question) => {
    const hash = itemHash(question);
    const ofItem = mine.filter((answer) => answer.item_id === question.itemId);
    const current = ofItem.filter((answer) => answer.item_hash === hash);
    const statistics = itemStatistics(
      current.map((answer) => ({ points: answer.points, restShare: answer.rest_share, chosen: chosenIn(answer.given) })),
    );
    const rating = ratings.get(`${question.itemId} ${hash}`);
    return {
      moduleId: module.moduleId,
      moduleTitle: module.title,
      itemId: question.itemId,
      kind: question.kind,
      ask: question.ask,
      task: question.task,
      n: statistics.n,
      earlier: ofItem.length - current.length,
      difficulty: statistics.difficulty,
      discrimination: statistics.discrimination,
      upperLower: statistics.upperLower,
      rating: rating && statistics.difficulty !== null ? { mean: rating.mean, low: lowerBound(rating), high: upperBound(rating) } : null,
      choices: choicesOf(question, statistics),
      verdict: statistics.verdict,
      trouble: troubleOf(statistics),
    };
  });
}

const chosenIn = (given: Given): readonly string[] =>
  given.kind === 'single'
    ? [given.choice]
    : given.kind === 'multiple'
      ? given.choices
      : given.kind === 'true-false'
        ? [String(given.value)]
        : [];

function choicesOf(question: Question, { n, chosen }: ItemStatistics): ItemLine['choices'] {
  const share = (key: string): number | null => (chosen === null ? null : (chosen[key] ?? 0) / n);
  if (question.kind === 'true-false')
    return ['true', 'false'].map((key) => ({
      text: key === 'true' ? 'True' : 'False',
      right: String(question.right) === key,
      share: share(key),
    }));
  if (question.kind !== 'single' && question.kind !== 'multiple') return [];
  return question.choices.map(({ key, text, right }) => ({ text, right, share: share(key) }));
}
