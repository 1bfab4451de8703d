import { randomStream } from '#kernel/random.ts';
import { shuffle } from './draw.ts';
import type { Labelled, Question } from './question.ts';

/** A question as its learner sees it before answering: nothing in it tells what is right, not even the order. */
export type QuestionView = { readonly itemId: string; readonly ask: string } & (
  | { readonly kind: 'single' | 'multiple'; readonly choices: readonly Labelled[] }
  | { readonly kind: 'true-false' }
  | { readonly kind: 'order'; readonly steps: readonly Labelled[] }
  | { readonly kind: 'match'; readonly lefts: readonly Labelled[]; readonly rights: readonly Labelled[] }
  | { readonly kind: 'number'; readonly unit: string }
  | { readonly kind: 'text' }
  | { readonly kind: 'sort'; readonly groups: readonly Labelled[]; readonly entries: readonly Labelled[] }
);

const bare = ({ key, text }: Labelled): Labelled => ({ key, text });

export function learnerView(question: Question, seed: number): QuestionView {
  const { itemId, ask } = question;
  const mixed = (list: readonly Labelled[], turn: number): Labelled[] => shuffle(list.map(bare), randomStream(seed + turn));
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return { itemId, ask, kind: question.kind, choices: mixed(question.choices, 0) };
    case 'true-false':
    case 'text':
      return { itemId, ask, kind: question.kind };
    case 'order':
      return { itemId, ask, kind: 'order', steps: unlike(question.steps, mixed(question.steps, 0)) };
    case 'match':
      return { itemId, ask, kind: 'match', lefts: mixed(question.pairs, 0), rights: mixed(question.rights, 1) };
    case 'number':
      return { itemId, ask, kind: 'number', unit: question.unit };
    case 'sort':
      return { itemId, ask, kind: 'sort', groups: question.groups.map(bare), entries: mixed(question.entries, 0) };
  }
}

/** Steps never start in the right order: leaving them as they lie must not be an answer. */
function unlike(right: readonly Labelled[], mixed: Labelled[]): Labelled[] {
  return mixed.every((step, index) => step.key === right[index]?.key) ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed;
}
