import type { Instant } from '#kernel/time.ts';
import type { Version } from '../store/version.ts';

/*
 * The journal of an attempt: everything that ever happened in it, one entry after the other. An attempt as it stands (its
 * sitting) follows from the hospital and the journal alone, so the journal is all that has to be kept.
 */

/** Something that was done and wrote nothing: a chart opened, a bar code scanned, an alert overridden with its reason. */
export interface TrailLine {
  readonly kind: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What an exercise calls the resources that it made: `Type/id` by name. */
export type Names = Readonly<Record<string, string>>;

export type Change =
  /** What the exercise laid into the hospital before the learner began; comes after each reset again. */
  | { readonly kind: 'start'; readonly versions: readonly Version[]; readonly names: Names }
  /** One FHIR interaction of the learner that changed something, whole. */
  | { readonly kind: 'write'; readonly method: string; readonly path: string; readonly versions: readonly Version[] }
  /** What the simulated hospital did by itself: a result came, the pharmacy verified. */
  | { readonly kind: 'event'; readonly eventId: string; readonly versions: readonly Version[]; readonly names: Names }
  | { readonly kind: 'trail'; readonly line: TrailLine }
  | { readonly kind: 'clock'; readonly advancedMs: number }
  | { readonly kind: 'hint'; readonly taskId: string }
  /** Takes the learner's last write back, and what the hospital did since. */
  | { readonly kind: 'undo' }
  /** Begins anew. What was before stays in the journal. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'submit' };

export interface Entry {
  /** 1, 2, 3 … within the attempt. */
  readonly seq: number;
  readonly at: Instant;
  /** The moment in the practice hospital. */
  readonly virtualAt: Instant;
  /** The account that did it; null: the hospital itself. */
  readonly by: string | null;
  readonly change: Change;
}
