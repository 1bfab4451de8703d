import type { Instant } from '#kernel/time.ts';
import type { AskerClass, Priority, RequestState } from '../dispatch/model.ts';

/* What the wall is computed from, as plain data. */

export interface BoardRequest {
  readonly requestId: string;
  readonly askerClass: AskerClass;
  readonly unitId: string;
  readonly topic: string;
  readonly issueId: string | null;
  readonly priority: Priority;
  readonly state: RequestState;
  readonly createdAt: Instant;
  readonly waitingSince: Instant;
  readonly stateSince: Instant;
  /** When somebody was first there, or it was answered from the desk; null: not yet. */
  readonly helpedAt: Instant | null;
  /** Nobody is being called for it at this moment. */
  readonly gap: boolean;
}

export interface BoardSupporter {
  readonly supporterId: string;
  /** Null: helps by telephone. */
  readonly unitId: string | null;
  readonly state: 'free' | 'offered' | 'busy';
  readonly reachable: boolean;
}

/** A unit's need of supporters while it lasts. */
export interface BoardNeed {
  readonly unitId: string;
  readonly headcount: number;
}

export interface BoardIssue {
  readonly issueId: string;
  readonly title: string;
  readonly open: boolean;
}
