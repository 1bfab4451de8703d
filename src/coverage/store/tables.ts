import { sql, type Generated } from 'kysely';
import { tablesOf, type Db, type Tx } from '#platform/db/open.ts';
import type { LocalDate } from '#kernel/time.ts';

/** The tables of coverage, as `migrations/0020-coverage.sql` has them. `jsonb` columns take text and give values. */
export interface CoverageTables {
  coverage_shift: { shift_id: string; starts: string; ends: string; night: boolean; version: Generated<number> };
  coverage_supporter: {
    person_id: string;
    kind: string;
    knows: string[];
    sites: string[];
    shifts: string[];
    max_hours_week: number;
    min_rest_hours: number;
    max_consecutive_days: number;
    cost_per_hour: number;
    available_from: LocalDate | null;
    available_to: LocalDate | null;
    unavailable: { start: number; end: number }[];
    version: Generated<number>;
  };
  coverage_unit_need: {
    unit_need_id: string;
    unit_id: string;
    shift_id: string;
    from_date: LocalDate;
    to_date: LocalDate;
    weekdays: number[];
    headcount: number;
    topic: string;
    version: Generated<number>;
  };
  coverage_presence: {
    presence_id: string;
    person_id: string;
    unit_id: string;
    starts_at: Date;
    ends_at: Date;
    kind: string;
    source: string;
    confidence: number;
    version: Generated<number>;
  };
  coverage_exposure: {
    person_id: string;
    on_date: LocalDate;
    unit_id: string;
    live_rounds: number;
    supported_rounds: number;
    version: Generated<number>;
  };
  coverage_outreach: OutreachTable;
  coverage_visit: VisitTable;
  coverage_sign_off: SignOffTable;
  coverage_setting: { key: string; value: number; at: Date };
  coverage_plan: PlanTable;
  coverage_need: NeedTable;
  coverage_assignment: AssignmentTable;
  coverage_uncovered: UncoveredTable;
  coverage_publication: PublicationTable;
  coverage_call_out: CallOutTable;
  coverage_offer: OfferTable;
  coverage_swap: SwapTable;
  coverage_notice: NoticeTable;
  coverage_feed: { person_id: string; token_hash: Buffer; created_at: Date; last_read_at: Date | null };
}

export interface VisitTable {
  visit_id: string;
  person_id: string;
  wanted_at: Date;
  outcome: 'arranged' | 'set-aside' | null;
  outreach_id: string | null;
  reason: Generated<string>;
  closed_by: string | null;
  closed_at: Date | null;
}

export interface OutreachTable {
  outreach_id: string;
  person_id: string;
  starts_at: Date;
  ends_at: Date;
  minutes: number;
  note: string;
  source: Generated<string>;
  by_name: Generated<string>;
  cancelled_at: Date | null;
  version: Generated<number>;
}

export interface SignOffTable {
  sign_off_id: string;
  unit_id: string;
  shift_id: string;
  from_date: LocalDate;
  note: string;
  by_name: string;
  at: Date;
  withdrawn_at: Date | null;
}

export interface PlanTable {
  plan_id: string;
  name: string;
  status: string;
  from_date: LocalDate | null;
  to_date: LocalDate | null;
  seed: Generated<number>;
  seconds_max: Generated<number>;
  settings: Generated<unknown>;
  changes: Generated<unknown>;
  progress: unknown;
  result: unknown;
  problem: string | null;
  stop_asked: Generated<boolean>;
  attempts: Generated<number>;
  lease_holder: string | null;
  lease_until: Date | null;
  created_at: Date;
  created_by: string;
  published_at: Date | null;
  version: Generated<number>;
  whole_since: Generated<number>;
}

export interface NeedTable {
  plan_id: string;
  need_id: string;
  starts_at: Date;
  ends_at: Date;
  on_date: LocalDate;
  unit_id: string | null;
  person_id: string | null;
  need: unknown;
  changed: number;
}

export interface AssignmentTable {
  plan_id: string;
  assignment_id: string;
  person_id: string;
  starts_at: Date;
  ends_at: Date;
  kind: string;
  unit_id: string | null;
  shift_id: string | null;
  need_ids: unknown;
  cost: number;
  locked: Generated<boolean>;
  removed_at: Date | null;
  changed: number;
  version: Generated<number>;
}

export interface UncoveredTable {
  plan_id: string;
  need_id: string;
  missing: number;
  starts_at: Date;
  ends_at: Date;
  reason: string;
  text: string;
}

export interface PublicationTable {
  publication_id: string;
  plan_id: string;
  name: string;
  from_date: LocalDate;
  to_date: LocalDate;
  at: Date;
  by_name: string;
  note: string;
  gains: number;
  loses: number;
  changes: number;
  notified: number;
}

export interface CallOutTable {
  call_out_id: string;
  person_id: string;
  starts_at: Date;
  ends_at: Date;
  reason: string;
  status: string;
  proposal: unknown;
  shown: unknown;
  created_at: Date;
  created_by: string;
  version: Generated<number>;
}

export interface OfferTable {
  offer_id: string;
  assignment_id: string;
  person_id: string;
  note: string;
  status: string;
  taken_by: string | null;
  created_at: Date;
}

export interface SwapTable {
  swap_id: string;
  from_person: string;
  to_person: string;
  gives: string;
  takes: string | null;
  note: string;
  status: string;
  created_at: Date;
}

export interface NoticeTable {
  notice_id: string;
  person_id: string;
  kind: string;
  text: string;
  link: string;
  at: Date;
  read_at: Date | null;
  mail: string;
  mail_attempts: Generated<number>;
  mail_lease_until: Date | null;
}

/** A transaction, or the database outside of one: reads take either. */
export type Reader = Tx | Db;

const isDb = (reader: Reader): reader is Db => 'pool' in reader;

export const tables = (reader: Reader) => (isDb(reader) ? reader.for<CoverageTables>() : tablesOf<CoverageTables>(reader));

/** All that the transaction reads is as it was at its first statement. To be called before any other. */
export const oneMoment = (tx: Tx): Promise<unknown> => sql`set transaction isolation level repeatable read read only`.execute(tx);
