import type { Instant } from '#kernel/time.ts';
import { publishedPlanId } from '../contract.ts';
import type { Need, NeedKind } from '../core/need.ts';
import type { UncoveredReason } from '../core/plan/plan.ts';
import { tables, type Reader } from './tables.ts';

/** What a unit needs by the published plan, for as long as it needs it. */
export interface UnitNeedNow {
  readonly unitId: string;
  readonly headcount: number;
  readonly topic: string;
  readonly start: Instant;
  readonly end: Instant;
}

/** The published plan's unit needs that hold at a moment. */
export async function loadUnitNeeds(reader: Reader, at: Instant): Promise<UnitNeedNow[]> {
  const rows = await tables(reader)
    .selectFrom('coverage_need')
    .select(['unit_id', 'need', 'starts_at', 'ends_at'])
    .where('plan_id', '=', publishedPlanId)
    .where('person_id', 'is', null)
    .where('starts_at', '<=', new Date(at))
    .where('starts_at', '>', new Date(at - longestNeedMs))
    .where('ends_at', '>', new Date(at))
    .orderBy('starts_at')
    .execute();
  return rows.flatMap(({ unit_id, need, starts_at, ends_at }) => {
    const { kind, headcount, topic } = need as Need;
    return unit_id === null || kind !== 'unit'
      ? []
      : [{ unitId: unit_id, headcount, topic, start: starts_at.getTime(), end: ends_at.getTime() }];
  });
}

/** No shift is longer: the index on starts is then enough. */
const longestNeedMs = 26 * 3_600_000;

export interface CoverageGap {
  readonly needId: string;
  readonly kind: NeedKind;
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly start: Instant;
  readonly end: Instant;
  readonly missing: number;
  readonly topic: string;
  readonly reason: UncoveredReason;
}

/** What the published plan leaves uncovered in a window, soonest first. */
export async function loadGaps(reader: Reader, from: Instant, to: Instant): Promise<CoverageGap[]> {
  const rows = await tables(reader)
    .selectFrom('coverage_uncovered as gap')
    .innerJoin('coverage_need as need', (join) => join.onRef('need.plan_id', '=', 'gap.plan_id').onRef('need.need_id', '=', 'gap.need_id'))
    .select(['gap.need_id', 'gap.missing', 'gap.starts_at', 'gap.ends_at', 'gap.reason', 'need.need', 'need.unit_id', 'need.person_id'])
    .where('gap.plan_id', '=', publishedPlanId)
    .where('gap.starts_at', '<', new Date(to))
    .where('gap.ends_at', '>', new Date(from))
    .orderBy('gap.starts_at')
    .execute();
  return rows.map((row) => {
    const { kind, topic } = row.need as Need;
    return {
      needId: row.need_id,
      kind,
      unitId: row.unit_id,
      personId: row.person_id,
      start: row.starts_at.getTime(),
      end: row.ends_at.getTime(),
      missing: row.missing,
      topic,
      reason: row.reason as UncoveredReason,
    };
  });
}
