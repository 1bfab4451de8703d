import { sql, type ColumnType, type Generated } from 'kysely';
import { tablesOf, type Db, type Tx } from '#platform/db/open.ts';
import type { ChannelName } from '../core/ladder/ladder.ts';
import type { FloorTables } from './floor-tables.ts';

/** The tables of support, as `migrations/0030-support.sql` has them. `jsonb` columns take text and give values. */
type Json<T> = ColumnType<T, string, string>;

export interface RequestTable {
  request_id: string;
  number: Generated<number>;
  asker_class: 'provider' | 'nurse' | 'other';
  account_id: string | null;
  person_id: string | null;
  place_id: string | null;
  follow_hash: Buffer | null;
  client_key: string | null;
  unit_id: string;
  topic: string;
  text: string;
  impact: 'one' | 'unit' | 'hospital';
  urgency: 'can-wait' | 'slowed' | 'stopped';
  priority: 'P1' | 'P2' | 'P3' | 'P4';
  issue_id: string | null;
  state: 'waiting' | 'accepted' | 'on-the-way' | 'arrived' | 'done' | 'resolved' | 'withdrawn';
  state_since: Date;
  created_at: Date;
  waiting_since: Date;
  holder: string | null;
  expected_at: Date | null;
  offers_made: Generated<number>;
  attempts: Generated<number>;
  declined_by: ColumnType<string[], string | undefined, string>;
  ask_last: ColumnType<string[], string | undefined, string>;
  escalated: ColumnType<string[], string | undefined, string>;
  gap: ColumnType<unknown, string | null | undefined, string | null>;
  sent_to: Generated<'help-desk' | 'analyst' | 'vendor' | null>;
}

export interface OfferTable {
  offer_id: string;
  request_id: string;
  person_id: string;
  offered_at: Date;
  expires_at: Date;
  state: 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
  preempts: string | null;
  why: Json<unknown>;
  ended_at: Date | null;
}

interface SupportTables extends FloorTables {
  support_desk: { only_one: Generated<boolean>; wake_at: Date | null };
  support_setting: { key: string; value: number; at: Date };
  support_issue: {
    issue_id: string;
    title: string;
    workaround: string;
    state: 'open' | 'solved';
    created_at: Date;
    created_by: string;
    solved_at: Date | null;
  };
  support_place: {
    place_id: string;
    unit_id: string;
    label: string;
    token_hash: Buffer;
    created_at: Date;
    created_by: string;
    revoked_at: Date | null;
  };
  support_request: RequestTable;
  support_offer: OfferTable;
  support_presence: {
    person_id: string;
    tier: 'super-user' | 'ate' | 'zone-lead' | 'help-desk' | 'analyst' | 'vendor' | null;
    unit_id: string | null;
    signed_on_at: Date | null;
    signed_off_at: Date | null;
    state: 'free' | 'offered' | 'busy';
    state_since: Date;
    heartbeat_at: Date | null;
    duty_since: Date;
    load_minutes: Generated<number>;
    silent_streak: Generated<number>;
  };
  support_note: {
    note_id: string;
    request_id: string;
    kind: 'note' | 'answer' | 'asker';
    text: string;
    by_name: string;
    at: Date;
    tips: Json<{ tipId: string; version: number }[]>;
  };
  support_link: { request_id: string; other_id: string; kind: 'child' | 'duplicate'; at: Date; by_name: string };
  support_target: { key: string; value: number; at: Date };
  support_tip: TipTable;
  support_tip_version: {
    tip_id: string;
    version: number;
    title: string;
    body: string;
    topics: string[];
    job_roles: string[];
    note: string;
    by_name: string;
    at: Date;
  };
  support_macro: MacroTable;
  support_mail_thread: { request_id: string; address: string; token: string };
  support_mail_in: {
    message_id: string;
    at: Date;
    outcome: 'asked' | 'written' | 'automatic' | 'unknown-sender' | 'no-place' | 'empty';
    request_id: string | null;
  };
  support_mail_out: MailOutTable;
  support_itsm_link: {
    request_id: string;
    system: ItsmSystem;
    external_id: string;
    external_number: string;
    their_state: 'open' | 'resolved';
    at: Date;
  };
  support_itsm_delivery: ItsmDeliveryTable;
  support_itsm_heard: { system: string; event_id: string; at: Date };
  support_follow: { token_hash: Buffer; request_id: string; created_at: Date };
  support_event: { seq: number; request_id: string; kind: string; by: string | null; detail: string; at: Date; hash: Buffer };
  support_page: PageTable;
  support_broadcast: { broadcast_id: string; issue_id: string | null; text: string; at: Date; by_name: string; answers: boolean };
  support_broadcast_receipt: { broadcast_id: string; person_id: string; read_at: Date | null };
}

export interface TipTable {
  tip_id: string;
  version: number;
  title: string;
  body: string;
  topics: string[];
  job_roles: string[];
  retired: Generated<boolean>;
  changed_at: Date;
  used: Generated<number>;
}

export type ItsmSystem = 'servicenow' | 'jira';

export interface ItsmDeliveryTable {
  delivery_id: string;
  request_id: string;
  system: ItsmSystem;
  kind: 'create' | 'state' | 'priority';
  detail: Json<{ withText?: boolean; state?: 'open' | 'resolved'; priority?: RequestTable['priority'] }>;
  at: Date;
  due_at: Date;
  state: 'due' | 'sent' | 'failed';
  tries: Generated<number>;
  lease_until: Date | null;
  error: string | null;
}

export interface MailOutTable {
  mail_id: string;
  request_id: string | null;
  to_address: string;
  kind: 'received' | 'answer' | 'confirm' | 'unknown-sender' | 'no-place';
  note_id: string | null;
  in_reply_to: string | null;
  detail: Json<{ removed?: string[]; attachments?: number; ends?: boolean }>;
  at: Date;
  state: 'due' | 'sent' | 'failed' | 'none';
  tries: Generated<number>;
  lease_until: Date | null;
}

export interface MacroTable {
  macro_id: string;
  name: string;
  text: string;
  ends: boolean;
  impact: RequestTable['impact'] | null;
  urgency: RequestTable['urgency'] | null;
  issue_id: string | null;
  tip_id: string | null;
  by_name: string;
  changed_at: Date;
  used: Generated<number>;
}

export interface PageTable {
  page_id: string;
  offer_id: string;
  person_id: string;
  text: string;
  at: Date;
  /** `none`: no address, or no channel is set up. `over`: its offer had ended before the page went out. */
  state: 'due' | 'sent' | 'none' | 'over' | 'failed';
  channel: ChannelName;
  sent_at: Date | null;
  tries: Generated<number>;
  lease_until: Date | null;
}

/** A transaction, or the database outside of one: reads take either. */
export type Reader = Tx | Db;

const isDb = (reader: Reader): reader is Db => 'pool' in reader;
export const tables = (reader: Reader) => (isDb(reader) ? reader.for<SupportTables>() : tablesOf<SupportTables>(reader));

export const anyOf = (column: string, ids: readonly string[]) => sql<boolean>`${sql.ref(column)} = any(${[...ids]}::text[])`;
