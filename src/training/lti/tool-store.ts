import { randomUUID } from 'node:crypto';
import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { OfferedLink } from '../core/lti/read-message.ts';
import { ltiTables, type ItemRow, type LinkRow, type ToolRow } from './tables.ts';

type Reader = Db | Tx;

export const findTool = async (on: Reader, toolId: string): Promise<ToolRow | null> =>
  (await ltiTables(on).selectFrom('training_lti_tool').selectAll().where('tool_id', '=', toolId).executeTakeFirst()) ?? null;

export const findToolByClient = async (on: Reader, clientId: string): Promise<ToolRow | null> =>
  (await ltiTables(on)
    .selectFrom('training_lti_tool')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()) ?? null;

export const listTools = (on: Reader): Promise<ToolRow[]> =>
  ltiTables(on).selectFrom('training_lti_tool').selectAll().orderBy('name').orderBy('created_at').execute();

export const findLink = async (on: Reader, linkId: string): Promise<LinkRow | null> =>
  (await ltiTables(on).selectFrom('training_lti_link').selectAll().where('link_id', '=', linkId).executeTakeFirst()) ?? null;

export const listLinks = (on: Reader): Promise<LinkRow[]> =>
  ltiTables(on).selectFrom('training_lti_link').selectAll().orderBy('title').orderBy('created_at').execute();

export const itemsOf = (on: Reader, toolId: string): Promise<ItemRow[]> =>
  ltiTables(on)
    .selectFrom('training_lti_line_item')
    .selectAll()
    .where('tool_id', '=', toolId)
    .orderBy('created_at')
    .orderBy('item_id')
    .execute();

/** A link with the column in which its scores are kept. */
export async function insertLink(
  tx: Tx,
  toolId: string,
  offered: OfferedLink,
  given: { readonly at: Instant; readonly by: string },
): Promise<string> {
  const linkId = newId('lnk');
  await ltiTables(tx)
    .insertInto('training_lti_link')
    .values({
      link_id: linkId,
      tool_id: toolId,
      title: offered.title,
      url: offered.url,
      custom: JSON.stringify(offered.custom),
      pass_share: null,
      created_at: new Date(given.at),
      created_by: given.by,
      withdrawn_at: null,
    })
    .execute();
  const { label = offered.title, scoreMax = 100, resourceId = '', tag = '' } = offered.item ?? {};
  await insertItem(tx, { toolId, linkId, label, scoreMax, resourceId, tag, startsAt: null, endsAt: null }, given.at);
  return linkId;
}

export interface NewItem {
  readonly toolId: string;
  readonly linkId: string | null;
  readonly label: string;
  readonly scoreMax: number;
  readonly resourceId: string;
  readonly tag: string;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}

export async function insertItem(tx: Tx, item: NewItem, at: Instant): Promise<ItemRow> {
  return ltiTables(tx)
    .insertInto('training_lti_line_item')
    .values({
      item_id: newId('lti'),
      tool_id: item.toolId,
      link_id: item.linkId,
      label: item.label,
      score_max: item.scoreMax,
      resource_id: item.resourceId,
      tag: item.tag,
      starts_at: item.startsAt,
      ends_at: item.endsAt,
      created_at: new Date(at),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** By which id the tool knows this person: one that means nothing elsewhere. */
export async function memberOf(tx: Tx, toolId: string, personId: string, isInstructor: boolean, at: Instant): Promise<string> {
  const row = await ltiTables(tx)
    .insertInto('training_lti_member')
    .values({ tool_id: toolId, person_id: personId, sub: randomUUID(), is_instructor: isInstructor, first_at: new Date(at) })
    .onConflict((conflict) => conflict.columns(['tool_id', 'person_id']).doUpdateSet({ is_instructor: isInstructor }))
    .returning('sub')
    .executeTakeFirstOrThrow();
  return row.sub;
}
