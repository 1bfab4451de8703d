import { own, textOf, objectOf, objectsOf, type JsonObject } from './json.ts';

/** The one name by which an Agent or Identified Group is known (Data 2.4.2.3); null for an anonymous Group. */
export function actorKey(actor: JsonObject): string | null {
  const account = objectOf(actor, 'account');
  if (account) return `account:${JSON.stringify([textOf(account, 'homePage'), textOf(account, 'name')])}`;
  for (const name of ['mbox', 'openid'] as const) if (Object.hasOwn(actor, name)) return `${name}:${textOf(actor, name)}`;
  return Object.hasOwn(actor, 'mbox_sha1sum') ? `mbox_sha1sum:${textOf(actor, 'mbox_sha1sum').toLowerCase()}` : null;
}

/** The actor itself and, of a Group, its members: an agent's filter matches both (Communication 2.1.3). */
export const actorKeys = (actor: JsonObject): readonly string[] =>
  [actor, ...objectsOf(actor, 'member')].map((one) => actorKey(one)).filter((key) => key !== null);

const identifierOf = (actor: JsonObject): JsonObject =>
  Object.fromEntries(
    ['mbox', 'mbox_sha1sum', 'openid', 'account'].flatMap((name) => {
      const value = own(actor, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** Only what is needed to know who it is (Communication 2.1.3, format `ids`). */
export function bareActor(actor: JsonObject): JsonObject {
  const isGroup = textOf(actor, 'objectType') === 'Group';
  const identifier = identifierOf(actor);
  if (!isGroup) return { ...(Object.hasOwn(actor, 'objectType') ? { objectType: 'Agent' } : {}), ...identifier };
  if (Object.keys(identifier).length > 0) return { objectType: 'Group', ...identifier };
  return { objectType: 'Group', member: objectsOf(actor, 'member').map((one) => bareActor(one)) };
}

/** Everything that is known of the person behind an Agent (Communication 2.4): lists, because people have had several names. */
export function personOf(agent: JsonObject, seen: readonly JsonObject[]): JsonObject {
  const known = [agent, ...seen.filter((one) => actorKey(one) === actorKey(agent))];
  const lists = ['name', 'mbox', 'mbox_sha1sum', 'openid', 'account'].map((name) => {
    const values = new Map(
      known.flatMap((one) => (Object.hasOwn(one, name) ? [[JSON.stringify(own(one, name)), own(one, name) ?? null]] : [])),
    );
    return [name, [...values.values()]] as const;
  });
  return { objectType: 'Person', ...Object.fromEntries(lists.filter(([, values]) => values.length > 0)) };
}
