import type { Instant } from '#kernel/time.ts';
import type { BoardItem } from './board-rows.ts';

/** What was opened: a bar, a need's figure, or a unit's day. */
export type Opened =
  | { readonly kind: 'item'; readonly item: BoardItem }
  | { readonly kind: 'need'; readonly needId: string }
  | { readonly kind: 'day'; readonly unitId: string; readonly day: number };

export interface BoardGridHandle {
  readonly scrollTo: (at: Instant, rowKey?: string) => void;
  /** Scrolls as another board did: same time, same row, same part of it. */
  readonly follow: (place: ScrollPlace) => void;
  readonly focus: () => void;
}
export interface ScrollPlace {
  readonly left: number;
  readonly row: number;
  readonly part: number;
}
