import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';

/** The tables of the gate. Those of the record store are read by `records/` and `ledger/` in SQL of their own. */
export interface GateTables {
  training_competency: { competency_id: string; name: string; description: string; retired_at: Date | null };
  training_requirement: {
    job_role: string;
    competency_id: string;
    level: number;
    mandatory: boolean;
    valid_days: number | null;
    due_days_before_go_live: number;
    due_days_after_start: number;
    reason: string;
    source: string;
    version: number;
  };
  training_requirement_remark: {
    remark_id: string;
    job_role: string;
    competency_id: string;
    at: Date;
    by_name: string;
    stance: 'for' | 'against' | 'changed';
    text: string;
  };
  training_teaching: {
    activity: 'module' | 'exercise' | 'class';
    activity_id: string;
    competency_id: string;
    level: number;
    proof: 'passed' | 'completed' | 'attended';
  };
  training_equivalence: { from_competency: string; to_competency: string; level: number; reason: string };
  training_role_profile: { job_role: string; access_profiles: string[]; needs_nothing: string };
  training_setting: { key: string; value: number };
  training_release: {
    release_id: string;
    title: string;
    change: string;
    announced_at: Date;
    due: string;
    competencies: string[];
    module_id: string;
    mandatory: boolean;
    by_name: string;
    withdrawn_at: Date | null;
  };
  training_refresher: {
    rule_id: string;
    signal: string;
    competency_id: string | null;
    offer: 'burst' | 'module' | 'outreach';
    module_id: string;
    due_days: number;
  };
  training_standing: StandingRow;
  training_standing_cursor: { one: boolean; fact_seq: number; stamp: string };
  training_glass_seen: { fact_id: string; account_id: string; by_name: string; at: Date };
}

export interface StandingRow {
  readonly person_id: string;
  readonly job_role: string;
  readonly allow: boolean;
  readonly by: string | null;
  readonly until: Date | null;
  readonly profiles: string[];
  readonly decided_at: Date;
  readonly sequence: number;
}

export type Reader = Db | Tx;
export const tables = tablesIn<GateTables>;
