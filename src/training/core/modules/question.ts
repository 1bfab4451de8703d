/*
 * The eight kinds of question, as a module's file has them after reading, and what a learner gives as an answer. Keys of choices, steps
 * and entries are made from their words: they say nothing of what is right, and stay the same however an item is shuffled.
 */
export type Confidence = 'guess' | 'fairly' | 'sure';

interface Asked {
  /** Unique in its module; stays the same from version to version while it asks the same. */
  readonly itemId: string;
  /** What a right answer shows that the learner can do: a task of the role x task matrix. */
  readonly task: string;
  /** Markdown. */
  readonly ask: string;
  /** Markdown; shown after any answer. */
  readonly why: string;
  /** In the file, 1 is the first. */
  readonly line: number;
}

interface Choice {
  readonly key: string;
  readonly text: string;
  readonly right: boolean;
  /** What is told to whoever chooses it. */
  readonly why: string;
}
export interface Labelled {
  readonly key: string;
  readonly text: string;
}

export type Question = Asked &
  (
    | { readonly kind: 'single' | 'multiple'; readonly choices: readonly Choice[] }
    | { readonly kind: 'true-false'; readonly right: boolean }
    /** In the right order. */
    | { readonly kind: 'order'; readonly steps: readonly Labelled[] }
    /** `rights` has the partners of all pairs and, besides, what belongs to none. */
    | { readonly kind: 'match'; readonly pairs: readonly (Labelled & { readonly partner: string })[]; readonly rights: readonly Labelled[] }
    /** Right within `tolerance` on either side, in the question's own unit. */
    | { readonly kind: 'number'; readonly value: number; readonly tolerance: number; readonly unit: string }
    /** `*` in an accepted answer stands for any words. */
    | { readonly kind: 'text'; readonly accepted: readonly string[] }
    | {
        readonly kind: 'sort';
        readonly groups: readonly Labelled[];
        readonly entries: readonly (Labelled & { readonly group: string; readonly why: string })[];
      }
  );

export type Given =
  | { readonly kind: 'single'; readonly choice: string }
  | { readonly kind: 'multiple'; readonly choices: readonly string[] }
  | { readonly kind: 'true-false'; readonly value: boolean; readonly confidence: Confidence }
  | { readonly kind: 'order'; readonly order: readonly string[] }
  | { readonly kind: 'match'; readonly pairs: Readonly<Record<string, string>> }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'sort'; readonly places: Readonly<Record<string, string>> };

/** Eight hexadecimal digits from the words (FNV-1a, 32 bits). */
export function keyOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const unit of text.trim()) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
