import type { Given, QuestionView } from '#training/contract.ts';

/** Nothing said yet. */
export function emptyAnswer(question: QuestionView): Given {
  switch (question.kind) {
    case 'single':
      return { kind: 'single', choice: '' };
    case 'multiple':
      return { kind: 'multiple', choices: [] };
    case 'true-false':
      return { kind: 'true-false' } as unknown as Given;
    case 'text':
      return { kind: 'text', text: '' };
    case 'order':
      return { kind: 'order', order: question.steps.map((step) => step.key) };
    case 'match':
      return { kind: 'match', pairs: {} };
    case 'number':
      return { kind: 'number', value: Number.NaN };
    case 'sort':
      return { kind: 'sort', places: {} };
  }
}

/** Whether everything that is asked for was said. */
export function isAnswered(question: QuestionView, given: Given): boolean {
  switch (given.kind) {
    case 'single':
      return given.choice !== '';
    case 'multiple':
      return given.choices.length > 0;
    case 'true-false':
      return given.value !== undefined && given.confidence !== undefined;
    case 'text':
      return given.text.trim() !== '';
    case 'order':
      return true;
    case 'match':
      return question.kind === 'match' && question.lefts.every((left) => (given.pairs[left.key] ?? '') !== '');
    case 'number':
      return Number.isFinite(given.value);
    case 'sort':
      return question.kind === 'sort' && question.entries.every((entry) => given.places[entry.key] !== undefined);
  }
}
