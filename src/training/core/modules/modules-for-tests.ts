import { keyOf, type Question } from './question.ts';

/** One question of each kind; whatever a test says on top. */
const asked = (itemId: string) => ({ itemId, task: 'cpoe', ask: `What of ${itemId}?`, why: 'Because.', line: 1 });
const label = (text: string) => ({ key: keyOf(text), text });
const choice = (text: string, right = false) => ({ ...label(text), right, why: '' });

export const oneOfEach: readonly Question[] = [
  { ...asked('single'), kind: 'single', choices: [choice('A', true), choice('B'), choice('C'), choice('D')] },
  { ...asked('multiple'), kind: 'multiple', choices: [choice('A', true), choice('B', true), choice('C'), choice('D')] },
  { ...asked('true-false'), kind: 'true-false', right: false },
  { ...asked('order'), kind: 'order', steps: ['one', 'two', 'three', 'four'].map(label) },
  {
    ...asked('match'),
    kind: 'match',
    pairs: ['a', 'b', 'c'].map((left) => ({ ...label(left), partner: keyOf(left.toUpperCase()) })),
    rights: ['A', 'B', 'C', 'D'].map(label),
  },
  { ...asked('number'), kind: 'number', value: 12.5, tolerance: 0.1, unit: 'mg' },
  { ...asked('text'), kind: 'text', accepted: ['read back', '* read * back *'] },
  {
    ...asked('sort'),
    kind: 'sort',
    groups: ['now', 'later'].map(label),
    entries: ['p', 'q', 'r', 's'].map((text, index) => ({ ...label(text), group: keyOf(index < 2 ? 'now' : 'later'), why: '' })),
  },
];
