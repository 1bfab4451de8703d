import type { LocalDate, TimeZone } from '#kernel/time.ts';
import type { z } from 'zod';
import type { Checked, getHospitalForAuthors, Rehearsal } from '../contract.ts';
import type { Run } from '../core/exercise/model.ts';

/*
 * What the rehearsing thread is asked, and what it answers. Everything that is made from an author's text while they write happens
 * there: a file that is meant to hang, or an expression that never ends, costs that thread and nothing else.
 */

export interface StageDay {
  readonly startDate: LocalDate;
  readonly timeZone: TimeZone;
}

export type Play =
  | { readonly run: 'gold' | 'empty' }
  | { readonly run: 'mutant'; readonly index: number }
  | { readonly run: 'given'; readonly given: Run };

export interface Suggestion {
  readonly mutants: { breaks: string; also: string[]; without: string[] }[];
  readonly left: string[];
}

export interface Outline {
  readonly issues: readonly { line: number; text: string }[];
  /** Null: the file can't be read as an exercise. */
  readonly patients: readonly string[] | null;
}

export type HospitalFacts = z.input<(typeof getHospitalForAuthors)['response']>;

/** Each kind of job with what it takes and what it gives. */
export interface Jobs {
  outline: { readonly ask: { readonly exerciseId: string; readonly source: string }; readonly answer: Outline };
  check: { readonly ask: { readonly exerciseId: string; readonly source: string }; readonly answer: Checked };
  rehearse: {
    readonly ask: { readonly exerciseId: string; readonly source: string; readonly play: Play; readonly expression: string };
    readonly answer: Rehearsal;
  };
  hospital: { readonly ask: object; readonly answer: HospitalFacts };
  suggest: { readonly ask: { readonly exerciseId: string; readonly source: string }; readonly answer: Suggestion };
}
export type JobKind = keyof Jobs;
export type Ask = { [K in JobKind]: { readonly kind: K } & Jobs[K]['ask'] }[JobKind];

export type ThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly text: string };
