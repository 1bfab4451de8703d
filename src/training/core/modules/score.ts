import { matchesText } from './match-text.ts';
import type { Confidence, Given, Question } from './question.ts';

/** Of one answer. `points` are out of 1; only a wrong answer of somebody who was sure is worth less than nothing. */
export interface Score {
  readonly points: number;
  /** Nothing of it was wrong. */
  readonly right: boolean;
}

/**
 * Points of a true-or-false answer by how sure somebody said they were. They are set so that it pays to say what one believes: `guess`
 * is best below an even chance, `fairly` from there to 7 in 9, `sure` above (checked in `score.test.ts`).
 */
export const pointsByConfidence: Readonly<Record<Confidence, { readonly right: number; readonly wrong: number }>> = {
  guess: { right: 0.5, wrong: 0 },
  fairly: { right: 0.8, wrong: -0.3 },
  sure: { right: 1, wrong: -1 },
};

/**
 * The rules, by kind. `single`, `number`, `text`: all or nothing. `multiple`: (right ones chosen - wrong ones chosen) / right ones, not below 0.
 * `order`: of all pairs of steps, those in the right order less those in the wrong one, not below 0. `match`: share of pairs made.
 * `sort`: share of entries in their group, less what guessing would give. An answer of another kind, or with keys unknown, has nothing.
 */
export function score(question: Question, given: Given): Score {
  switch (question.kind) {
    case 'single':
      return whole(given.kind === 'single' && question.choices.some((choice) => choice.right && choice.key === given.choice));
    case 'multiple':
      return given.kind === 'multiple' ? scoreMultiple(question, new Set(given.choices)) : nothing;
    case 'true-false':
      return given.kind === 'true-false' ? scoreTrueFalse(question.right === given.value, given.confidence) : nothing;
    case 'order':
      return given.kind === 'order'
        ? scoreOrder(
            question.steps.map((step) => step.key),
            given.order,
          )
        : nothing;
    case 'match': {
      const made = given.kind === 'match' ? question.pairs.filter((pair) => given.pairs[pair.key] === pair.partner).length : 0;
      return partial(made / question.pairs.length);
    }
    case 'number':
      return whole(
        given.kind === 'number' && Math.abs(given.value - question.value) <= question.tolerance + 1e-9 * Math.abs(question.value),
      );
    case 'text':
      return whole(given.kind === 'text' && question.accepted.some((accepted) => matchesText(given.text, accepted)));
    case 'sort': {
      const placed = given.kind === 'sort' ? question.entries.filter((entry) => given.places[entry.key] === entry.group).length : 0;
      const byChance = 1 / question.groups.length;
      return partial(Math.max(0, (placed / question.entries.length - byChance) / (1 - byChance)));
    }
  }
}

const nothing: Score = { points: 0, right: false };
const whole = (right: boolean): Score => ({ points: right ? 1 : 0, right });
const partial = (points: number): Score => ({ points, right: points > 1 - 1e-9 });

function scoreMultiple(question: Extract<Question, { kind: 'single' | 'multiple' }>, chosen: ReadonlySet<string>): Score {
  const rights = question.choices.filter((choice) => choice.right);
  const hits = rights.filter((choice) => chosen.has(choice.key)).length;
  return partial(Math.max(0, (hits - (chosen.size - hits)) / rights.length));
}

function scoreTrueFalse(right: boolean, confidence: Confidence): Score {
  return { points: pointsByConfidence[confidence][right ? 'right' : 'wrong'], right };
}

function scoreOrder(steps: readonly string[], given: readonly string[]): Score {
  const place = new Map(given.map((key, index) => [key, index]));
  if (place.size !== steps.length || steps.some((key) => !place.has(key))) return nothing;
  let balance = 0;
  for (const [index, first] of steps.entries())
    for (const second of steps.slice(index + 1)) balance += (place.get(first) ?? 0) < (place.get(second) ?? 0) ? 1 : -1;
  return partial(Math.max(0, balance / ((steps.length * (steps.length - 1)) / 2)));
}
