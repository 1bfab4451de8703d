import type { ColumnType, Generated } from 'kysely';
import { tablesOf } from '#platform/db/open.ts';
import type { Reader } from './tables.ts';

type Json<T> = ColumnType<T, string, string>;
type Since = ColumnType<Date | null, Date | null | undefined, Date | null>;

/** The tables of the command centre, as `migrations/0037-command-centre.sql` and `0038-screen-share.sql` have them. */
interface CommandTables {
  support_incident: {
    incident_id: string;
    title: string;
    text: string;
    issue_id: string | null;
    declared_at: Date;
    declared_by: string;
    stood_down_at: Since;
    stood_down_by: string | null;
    outcome: Generated<string>;
  };
  support_downtime: {
    downtime_id: string;
    unit_id: string | null;
    starts_at: Date;
    ends_at: Date | null;
    reason: string;
    issue_id: string;
    declared_at: Date;
    declared_by: string;
    ended_by: string | null;
  };
  support_period: {
    period_id: string;
    name: string;
    starts_at: Date;
    ends_at: Date;
    objectives: Json<{ text: string; done: boolean }[]>;
    created_at: Date;
    created_by: string;
    version: Generated<number>;
  };
  support_position: {
    period_id: string;
    position: string;
    holder: string;
    person_id: string | null;
    jobs: Json<{ text: string; done: boolean }[]>;
  };
  support_hand_over: {
    hand_over_id: string;
    at: Date;
    since: Date;
    by_account: string;
    by_name: string;
    sheet: Json<unknown>;
    notes: string;
    accepted_at: Since;
    accepted_by: string | null;
  };
  support_resolution: {
    issue_id: string;
    stage: 'found' | 'working' | 'answer-ready' | 'closed';
    owner_name: Generated<string>;
    owner_id: string | null;
    due_at: Since;
    answer_kind: 'fix' | 'tip-sheet' | 'training' | 'as-designed' | null;
    answer: Generated<string>;
    refresher: Generated<string>;
    tip_ids: Generated<string[]>;
    changed_at: Date;
    closed_at: Since;
    closed_by: string | null;
    version: Generated<number>;
  };
  support_huddle: {
    huddle_id: string;
    at: Date;
    since: Date;
    agenda: Json<unknown>;
    minutes: Generated<string>;
    created_by: string;
    held_at: Since;
    version: Generated<number>;
  };
  support_action: {
    action_id: string;
    huddle_id: string;
    text: string;
    owner_name: string;
    owner_id: string | null;
    due_at: Date | null;
    issue_id: string | null;
    created_at: Date;
    done_at: Since;
    done_by: string | null;
  };
}

export const commandTables = (reader: Reader) => ('pool' in reader ? reader.for<CommandTables>() : tablesOf<CommandTables>(reader));
