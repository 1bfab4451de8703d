import type { ColumnType, Selectable } from 'kysely';
import { tablesIn } from '#platform/db/open.ts';
import type { LtiLaunch } from '../core/lti/read-message.ts';

type Texts = ColumnType<Readonly<Record<string, string>>, string, string>;

/** The tables of `migrations/0091-lti.sql`. */
export interface LtiTables {
  training_lti_tool: {
    tool_id: string;
    name: string;
    client_id: string;
    deployment_id: string;
    login_url: string;
    target_url: string;
    redirect_urls: string[];
    jwks_url: string;
    shares_names: boolean;
    created_at: Date;
    created_by: string;
    withdrawn_at: Date | null;
  };
  training_lti_link: {
    link_id: string;
    tool_id: string;
    title: string;
    url: string;
    custom: Texts;
    pass_share: number | null;
    created_at: Date;
    created_by: string;
    withdrawn_at: Date | null;
  };
  training_lti_member: { tool_id: string; person_id: string; sub: string; is_instructor: boolean; first_at: Date };
  training_lti_launch: {
    hint_hash: Buffer;
    tool_id: string;
    link_id: string | null;
    account_id: string;
    account_name: string;
    person_id: string | null;
    is_instructor: boolean;
    started_at: Date;
    authorized_at: Date | null;
    return_hash: Buffer | null;
    returned_at: Date | null;
  };
  training_lti_line_item: {
    item_id: string;
    tool_id: string;
    link_id: string | null;
    label: string;
    score_max: number;
    resource_id: string;
    tag: string;
    starts_at: string | null;
    ends_at: string | null;
    created_at: Date;
  };
  training_lti_score: {
    item_id: string;
    person_id: string;
    told_at: Date;
    score_given: number | null;
    score_max: number | null;
    activity_progress: string;
    grading_progress: string;
  };
  training_lti_token: { token_hash: Buffer; tool_id: string; scopes: string[]; expires_at: Date };
  training_lti_once: { issuer: string; value: string; expires_at: Date };
  training_lti_platform: {
    platform_id: string;
    name: string;
    issuer: string;
    client_id: string;
    deployment_ids: string[];
    auth_url: string;
    token_url: string;
    jwks_url: string;
    match_by: 'email' | 'person-id' | 'ehr-user-id';
    created_at: Date;
    created_by: string;
    withdrawn_at: Date | null;
  };
  training_lti_arrival: {
    state_hash: Buffer;
    platform_id: string;
    nonce: string;
    target: string;
    begun_at: Date;
    message: ColumnType<LtiLaunch, string | null, string | null> | null;
    arrived_at: Date | null;
    picked: ColumnType<readonly string[], string | null, string | null> | null;
  };
  training_lti_placement: {
    platform_id: string;
    person_id: string;
    module_id: string;
    sub: string;
    line_item_url: string;
    since: Date;
    sent_fact: string | null;
    tries: number;
    next_at: Date;
    failure: string;
  };
}
export const ltiTables = tablesIn<LtiTables>;
export type ToolRow = Selectable<LtiTables['training_lti_tool']>;
export type LinkRow = Selectable<LtiTables['training_lti_link']>;
export type ItemRow = Selectable<LtiTables['training_lti_line_item']>;
export type LaunchRow = Selectable<LtiTables['training_lti_launch']>;
export type PlatformRow = Selectable<LtiTables['training_lti_platform']>;
