import type { ShiftInstance } from './calendar.ts';
import type { Post } from './model.ts';

/** One person on one post or, merged, on one of several like posts. */
export interface Choice {
  readonly column: number;
  readonly person: number;
  readonly post: Post;
  readonly instance: ShiftInstance;
  readonly seats: Seats | null;
}

/** Seats that the model treats alike: one unit's, or those of several units. */
export interface Seats {
  readonly needs: readonly number[];
  readonly open: number;
  /** Of these, for people who lack the topic. */
  readonly openToAll: number;
  readonly takers: number[];
  readonly lacking: number[];
}
