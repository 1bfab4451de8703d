import { sql } from 'kysely';
import type { Interval } from '#kernel/interval.ts';
import { publishedPlanId } from '../contract.ts';
import { tables, type Reader } from './tables.ts';

/**
 * When these people are expected somewhere: rounds, surgery and clinics from schedules, support from the published plan. Being on call, or the
 * attending of somebody, does not say when.
 */
export async function loadElsewhere(
  reader: Reader,
  personIds: readonly string[],
  { start, end }: Interval,
): Promise<(Interval & { readonly personId: string })[]> {
  const { rows } = await sql<{ person_id: string; starts_at: Date; ends_at: Date }>`
    select person_id, starts_at, ends_at from coverage_presence
    where person_id = any(${[...personIds]}::text[]) and kind in ('round', 'surgery', 'clinic')
      and starts_at < ${new Date(end)} and ends_at > ${new Date(start)}
    union all
    select person_id, starts_at, ends_at from coverage_assignment
    where plan_id = ${publishedPlanId} and removed_at is null and person_id = any(${[...personIds]}::text[])
      and starts_at < ${new Date(end)} and ends_at > ${new Date(start)}`.execute(tables(reader));
  return rows.map((row) => ({ personId: row.person_id, start: row.starts_at.getTime(), end: row.ends_at.getTime() }));
}
