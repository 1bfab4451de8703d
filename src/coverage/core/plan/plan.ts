import type { Instant, LocalDate } from '#kernel/time.ts';
import type { NeedKind } from '../need.ts';

/** Why a need stays short. Each is irreducible: it names the last rule that stands between the need and everybody who might fill it. */
export const uncoveredReasons = ['nobody-knows-topic', 'nobody-free', 'hour-limit', 'rest', 'too-dear'] as const;
export type UncoveredReason = (typeof uncoveredReasons)[number];

/** One supporter in one place for one unbroken time. Assignments of one person never overlap. */
export interface Assignment {
  readonly id: string;
  readonly personId: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly kind: NeedKind;
  readonly unitId: string | null;
  readonly shiftId: string | null;
  /** Unit assignments may carry the ids of sharable rounds on that unit besides their own need. */
  readonly needIds: readonly string[];
  /** Wages: hours x the supporter's cost per hour. */
  readonly cost: number;
}

export interface Uncovered {
  readonly needId: string;
  readonly missing: number;
  readonly start: Instant;
  readonly end: Instant;
  readonly reason: UncoveredReason;
  readonly text: string;
}

/** The objective in its parts, all in the plan's currency; `total` is what `bound` bounds from below. */
export interface PlanCost {
  readonly wages: number;
  readonly missing: number;
  readonly preferences: number;
  readonly total: number;
}

export interface Plan {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly seed: number;
  readonly status: 'optimal' | 'feasible';
  readonly cost: PlanCost;
  /** Proven lower bound of `cost.total`. */
  readonly bound: number;
  /** (total - bound) / total; 0 when both are 0. */
  readonly gap: number;
  readonly assignments: readonly Assignment[];
  readonly uncovered: readonly Uncovered[];
}
