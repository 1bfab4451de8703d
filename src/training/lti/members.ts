import { findPeople } from '#directory/index.ts';
import type { Db } from '#platform/db/open.ts';
import { roles } from '../core/lti/vocabulary.ts';
import type { JsonObject } from '../core/xapi/json.ts';
import { ltiTables, type ToolRow } from './tables.ts';

/** Who belongs to a tool's context: everybody who was ever launched into it. Names and addresses only where the tool may have them. */
export async function membersOf(
  db: Db,
  tool: ToolRow,
  { role, linkId }: { readonly role: string | undefined; readonly linkId: string | undefined },
): Promise<readonly JsonObject[]> {
  const rows = await ltiTables(db)
    .selectFrom('training_lti_member')
    .selectAll()
    .where('tool_id', '=', tool.tool_id)
    .orderBy('first_at')
    .orderBy('sub')
    .execute();
  const opened =
    linkId === undefined
      ? null
      : new Set(
          (await ltiTables(db).selectFrom('training_lti_launch').select('person_id').where('link_id', '=', linkId).execute()).map(
            (one) => one.person_id,
          ),
        );
  const people = tool.shares_names
    ? await findPeople(
        db,
        rows.map((row) => row.person_id),
      )
    : [];
  const byId = new Map(people.map((one) => [one.personId, one]));
  return rows.flatMap((row) => {
    const own = row.is_instructor ? roles.instructor : roles.learner;
    // A role may be asked for by its full name or by what comes after the # (NRPS 2.4.2).
    if (role !== undefined && role !== own && role !== own.split('#')[1]) return [];
    if (opened !== null && !opened.has(row.person_id)) return [];
    const person = byId.get(row.person_id);
    const named = person
      ? {
          name: `${person.givenName} ${person.familyName}`,
          given_name: person.givenName,
          family_name: person.familyName,
          email: person.email,
        }
      : {};
    return [{ user_id: row.sub, status: 'Active', roles: [own], ...named }];
  });
}
