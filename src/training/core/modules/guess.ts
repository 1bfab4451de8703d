import type { Given, Question } from './question.ts';
import { pointsByConfidence } from './score.ts';
import { shuffle } from './draw.ts';

/** An answer of somebody who knows nothing and picks at random: for trying out whether a check can be passed that way. */
export function guessAt(question: Question, random: () => number): Given {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  switch (question.kind) {
    case 'single':
      return { kind: 'single', choice: pick(question.choices).key };
    case 'multiple': {
      const count = question.choices.filter((choice) => choice.right).length;
      const chosen = shuffle(question.choices, random).slice(0, count);
      return { kind: 'multiple', choices: chosen.map((choice) => choice.key) };
    }
    case 'true-false':
      return { kind: 'true-false', value: random() < 0.5, confidence: pick(['guess', 'fairly', 'sure'] as const) };
    case 'order':
      return { kind: 'order', order: shuffle(question.steps, random).map((step) => step.key) };
    case 'match':
      return { kind: 'match', pairs: Object.fromEntries(question.pairs.map((pair) => [pair.key, pick(question.rights).key])) };
    case 'number':
      return { kind: 'number', value: Math.round(random() * 2 * Math.abs(question.value) * 10) / 10 };
    case 'text':
      return { kind: 'text', text: 'I do not know' };
    case 'sort':
      return { kind: 'sort', places: Object.fromEntries(question.entries.map((entry) => [entry.key, pick(question.groups).key])) };
  }
}

/** The answer that the file calls right. */
export function rightAnswer(question: Question): Given {
  switch (question.kind) {
    case 'single':
      return { kind: 'single', choice: question.choices.find((choice) => choice.right)?.key ?? '' };
    case 'multiple':
      return { kind: 'multiple', choices: question.choices.filter((choice) => choice.right).map((choice) => choice.key) };
    case 'true-false':
      return { kind: 'true-false', value: question.right, confidence: 'sure' };
    case 'order':
      return { kind: 'order', order: question.steps.map((step) => step.key) };
    case 'match':
      return { kind: 'match', pairs: Object.fromEntries(question.pairs.map((pair) => [pair.key, pair.partner])) };
    case 'number':
      return { kind: 'number', value: question.value };
    case 'text':
      return { kind: 'text', text: (question.accepted[0] ?? '').replaceAll('*', ' ') };
    case 'sort':
      return { kind: 'sort', places: Object.fromEntries(question.entries.map((entry) => [entry.key, entry.group])) };
  }
}

/** What such a guess is worth on average: the floor under a learner's chance in the model of proficiency. */
export function chanceOf(question: Question): number {
  switch (question.kind) {
    case 'single':
      return 1 / question.choices.length;
    case 'true-false':
      return (pointsByConfidence.guess.right + pointsByConfidence.guess.wrong) / 2;
    case 'match':
      return 1 / question.rights.length;
    case 'multiple':
    case 'order':
    case 'sort':
      return 0.15; // what is left of chance after the correction in `score`: between 0.10 and 0.20 for the sizes that modules use
    case 'number':
    case 'text':
      return 0;
  }
}
