import { z } from 'zod';
import type { HeardChange } from '#support/index.ts';

/** Who we are in the other system: changes made by that account are ours, coming back. */
export interface OwnAccount {
  readonly user: string;
}

/*
 * What the other systems send. Only what is needed is read: no text of theirs is kept.
 * ServiceNow sends what its business rule is made to send (docs/operate/running.md has the rule); Jira its own form of `jira:issue_updated`.
 */
const ServiceNowEvent = z.object({
  event_id: z.string().min(1).max(200),
  sys_id: z.string().min(1).max(100),
  state: z.union([z.string(), z.number()]).transform(String),
  sys_updated_by: z.string().default(''),
});

export function readServiceNow(json: unknown, { user }: OwnAccount): HeardChange | null {
  const read = ServiceNowEvent.safeParse(json);
  if (!read.success) return null;
  const { event_id, sys_id, state, sys_updated_by } = read.data;
  const resolved = state === '6' || state === '7';
  const open = state === '1' || state === '2' || state === '3';
  return {
    system: 'servicenow',
    eventId: event_id,
    externalId: sys_id,
    state: resolved ? 'resolved' : open ? 'open' : null,
    own: sys_updated_by === user,
  };
}

const JiraEvent = z.object({
  webhookEvent: z.string(),
  user: z.object({ emailAddress: z.string().optional(), name: z.string().optional() }).optional(),
  issue: z.object({
    id: z.union([z.string(), z.number()]).transform(String),
    fields: z.object({ status: z.object({ statusCategory: z.object({ key: z.string() }) }) }),
  }),
});

export function readJira(json: unknown, eventId: string, { user }: OwnAccount): HeardChange | null {
  const read = JiraEvent.safeParse(json);
  if (!read.success || read.data.webhookEvent !== 'jira:issue_updated') return null;
  const { issue, user: by } = read.data;
  const state = issue.fields.status.statusCategory.key === 'done' ? 'resolved' : 'open';
  return { system: 'jira', eventId, externalId: issue.id, state, own: by?.emailAddress === user || by?.name === user };
}
