import type { Given, Question } from './question.ts';
import { score } from './score.ts';

/** What somebody is told after an answer. */
export interface Feedback {
  readonly points: number;
  readonly right: boolean;
  /** By key of a choice, step, pair or entry: whether what was given there was right. */
  readonly marks: Record<string, boolean>;
  /** Markdown, about what was chosen. */
  readonly remarks: string[];
  /** Markdown, about the question. */
  readonly why: string;
  /** The right answer, a line each. */
  readonly solution: string[];
}

export function feedbackOn(question: Question, given: Given): Feedback {
  const { points, right } = score(question, given);
  const sureAndWrong = question.kind === 'true-false' && given.kind === 'true-false' && !right && given.confidence === 'sure';
  const remarks = sureAndWrong
    ? ['You were sure. That makes this one worth a second look: it is what nobody will stop you from doing.']
    : [];
  return {
    points,
    right,
    marks: marksOf(question, given),
    remarks: [...remarks, ...remarksOn(question, given)].filter((text) => text !== ''),
    why: question.why,
    solution: solutionOf(question),
  };
}

function marksOf(question: Question, given: Given): Record<string, boolean> {
  switch (question.kind) {
    case 'single':
    case 'multiple': {
      const chosen = new Set(given.kind === 'single' ? [given.choice] : given.kind === 'multiple' ? given.choices : []);
      const shown = question.choices.filter((choice) => choice.right || chosen.has(choice.key));
      return Object.fromEntries(shown.map((choice) => [choice.key, choice.right]));
    }
    case 'order':
      return Object.fromEntries(question.steps.map((step, index) => [step.key, given.kind === 'order' && given.order[index] === step.key]));
    case 'match':
      return Object.fromEntries(question.pairs.map((pair) => [pair.key, given.kind === 'match' && given.pairs[pair.key] === pair.partner]));
    case 'sort':
      return Object.fromEntries(
        question.entries.map((entry) => [entry.key, given.kind === 'sort' && given.places[entry.key] === entry.group]),
      );
    default:
      return {};
  }
}

function remarksOn(question: Question, given: Given): string[] {
  if (question.kind === 'single' || question.kind === 'multiple') {
    const chosen = new Set(given.kind === 'single' ? [given.choice] : given.kind === 'multiple' ? given.choices : []);
    return question.choices.filter((choice) => chosen.has(choice.key)).map((choice) => choice.why);
  }
  if (question.kind === 'sort' && given.kind === 'sort')
    return question.entries.filter((entry) => given.places[entry.key] !== entry.group).map((entry) => entry.why);
  return [];
}

function solutionOf(question: Question): string[] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return question.choices.filter((choice) => choice.right).map((choice) => choice.text);
    case 'true-false':
      return [question.right ? 'True' : 'False'];
    case 'order':
      return question.steps.map((step, index) => `${index + 1}. ${step.text}`);
    case 'match':
      return question.pairs.map((pair) => `${pair.text} → ${textOf(question.rights, pair.partner)}`);
    case 'number':
      return [`${question.value}${question.unit === '' ? '' : ` ${question.unit}`}`];
    case 'text':
      return [(question.accepted[0] ?? '').replaceAll('*', '…')];
    case 'sort':
      return question.entries.map((entry) => `${entry.text} → ${textOf(question.groups, entry.group)}`);
  }
}

const textOf = (list: readonly { readonly key: string; readonly text: string }[], key: string): string =>
  list.find((one) => one.key === key)?.text ?? '';
