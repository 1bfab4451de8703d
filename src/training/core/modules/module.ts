import type { Question } from './question.ts';

/** One version of a module, read from its file. */
export interface Module {
  readonly moduleId: string;
  readonly title: string;
  readonly summary: string;
  /** `burst`: three to five minutes about one thing, mostly a change. */
  readonly kind: 'module' | 'burst';
  readonly roles: readonly string[];
  readonly minutes: number;
  readonly teaches: readonly { readonly competencyId: string; readonly level: number }[];
  /** Modules to pass first. */
  readonly prerequisites: readonly string[];
  /** Modules that count for this one, whichever way round they were passed. */
  readonly equivalents: readonly string[];
  /** Share of the points of a knowledge check that passes, 0 to 1. */
  readonly passShare: number;
  /** How many items of the pool a check draws. */
  readonly draw: number;
  /** When a learner hears whether an answer was right: after `each`, or at the `end` of the check. */
  readonly feedback: 'each' | 'end';
  readonly testOut: boolean;
  readonly pages: readonly Page[];
  /** Items of the knowledge check. */
  readonly pool: readonly Question[];
}

export interface Page {
  readonly title: string;
  readonly line: number;
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly kind: 'text'; readonly markdown: string; readonly line: number }
  | { readonly kind: 'question'; readonly question: Question }
  | {
      readonly kind: 'exercise';
      readonly exerciseId: string;
      readonly title: string;
      /** The module is not finished before it is achieved. */
      readonly required: boolean;
      readonly line: number;
    };

/** Questions on the pages: for practice, with feedback at once. */
export const practiceOf = (module: Module): Question[] =>
  module.pages.flatMap((page) => page.parts.flatMap((part) => (part.kind === 'question' ? [part.question] : [])));

export const exercisesOf = (module: Module): Extract<Part, { kind: 'exercise' }>[] =>
  module.pages.flatMap((page) => page.parts.filter((part) => part.kind === 'exercise'));

export const findQuestion = (module: Module, itemId: string): Question | null =>
  [...practiceOf(module), ...module.pool].find((question) => question.itemId === itemId) ?? null;
