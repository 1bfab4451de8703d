import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import { publishedPlanId } from '../contract.ts';
import type { SupporterKind } from '../core/facts.ts';
import { tables, type Reader } from './tables.ts';

/** Whom the published plan has on a unit at a moment. Those beside a clinician (rounds, outreach) are not on call for others. */
export interface PlannedDuty {
  readonly personId: string;
  readonly unitId: string;
  readonly start: Instant;
}

export async function loadOnDuty(reader: Reader, at: Instant): Promise<PlannedDuty[]> {
  const rows = await tables(reader)
    .selectFrom('coverage_assignment')
    .select(['person_id', 'unit_id', 'starts_at'])
    .where('plan_id', '=', publishedPlanId)
    .where('removed_at', 'is', null)
    .where('kind', '=', 'unit')
    .where('starts_at', '<=', new Date(at))
    .where('ends_at', '>', new Date(at))
    .orderBy('starts_at')
    .execute();
  return rows.flatMap(({ person_id, unit_id, starts_at }) =>
    unit_id === null ? [] : [{ personId: person_id, unitId: unit_id, start: starts_at.getTime() }],
  );
}

export interface SupporterKnowledge {
  readonly personId: string;
  readonly kind: SupporterKind;
  /** Topics; `*` knows all. */
  readonly knows: readonly string[];
}

export async function loadKnowledge(reader: Reader, personIds: readonly string[]): Promise<SupporterKnowledge[]> {
  const rows = await tables(reader)
    .selectFrom('coverage_supporter')
    .select(['person_id', 'kind', 'knows'])
    .where(sql<boolean>`person_id = any(${[...personIds]}::text[])`)
    .execute();
  return rows.map(({ person_id, kind, knows }) => ({ personId: person_id, kind: kind as SupporterKind, knows }));
}

/** Every topic that some supporter knows, by name; `*` is none. */
export async function loadTopics(reader: Reader): Promise<string[]> {
  const { rows } = await sql<{
    topic: string;
  }>`select distinct jsonb_array_elements_text(knows) as topic from coverage_supporter order by 1`.execute(tables(reader));
  return rows.map(({ topic }) => topic).filter((topic) => topic !== '*');
}

/** Where a clinician is expected at a moment, by the surest of their presences; null: nothing is known. */
export async function loadPresentUnit(reader: Reader, personId: string, at: Instant): Promise<string | null> {
  const row = await tables(reader)
    .selectFrom('coverage_presence')
    .select('unit_id')
    .where('person_id', '=', personId)
    .where('starts_at', '<=', new Date(at))
    .where('ends_at', '>', new Date(at))
    .orderBy('confidence', 'desc')
    .orderBy('starts_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.unit_id ?? null;
}
