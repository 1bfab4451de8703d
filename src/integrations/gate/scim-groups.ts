import type { GateTarget } from '#training/index.ts';

export interface ScimGroupsOptions {
  /** Base of the service: `https://idp.example/scim/v2`. */
  readonly url: string;
  readonly token: string;
}

const timeoutMs = 10_000;
const mediaType = 'application/scim+json';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/**
 * Access profiles as groups of an identity provider: SCIM 2.0 PATCH of `members` (RFC 7644 section 3.5.2). A group is found by its display
 * name, a person by user name: their EHR user id, or their mail address. Adding a member who is there and removing one who is not are both
 * successes, so that an attempt may come twice.
 */
export function scimGroupsTarget({ url, token }: ScimGroupsOptions): GateTarget {
  const base = url.replace(/\/+$/, '');
  const send = async (method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${base}${path}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { authorization: `Bearer ${token}`, accept: mediaType, ...(body ? { 'content-type': mediaType } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

  const idOf = async (kind: 'Users' | 'Groups', attribute: string, value: string): Promise<string | null> => {
    const filter = encodeURIComponent(`${attribute} eq ${JSON.stringify(value)}`);
    const reply = await send('GET', `/${kind}?filter=${filter}`);
    if (!reply.ok) throw new Error(`The identity provider answered ${reply.status} when asked for ${kind}.`);
    const { Resources: found = [] } = (await reply.json()) as { Resources?: readonly { readonly id?: unknown }[] };
    if (found.length > 1) throw new Error(`The identity provider has several ${kind} of that name.`);
    const id = found[0]?.id;
    return typeof id === 'string' ? id : null;
  };

  const patch = async (profile: string, operation: object): Promise<void> => {
    const groupId = await idOf('Groups', 'displayName', profile);
    if (groupId === null) throw new Error(`The identity provider has no group "${profile}".`);
    const reply = await send('PATCH', `/Groups/${encodeURIComponent(groupId)}`, { schemas: [patchOp], Operations: [operation] });
    await reply.body?.cancel();
    if (!reply.ok) throw new Error(`The identity provider answered ${reply.status} to the change of "${profile}".`);
  };

  return {
    name: 'scim',
    async send({ ehrUserId, email, open, close }) {
      if (open.length + close.length === 0) return;
      const userName = ehrUserId === '' ? email : ehrUserId;
      const userId = userName === '' ? null : await idOf('Users', 'userName', userName);
      if (userId === null) {
        // Who has no account there is in no group; but whoever should get in must have one.
        if (open.length === 0) return;
        throw new Error('The identity provider does not know this person yet.');
      }
      // Closed first: a change that fails half-way must err on the shut side.
      for (const profile of close) await patch(profile, { op: 'remove', path: `members[value eq ${JSON.stringify(userId)}]` });
      for (const profile of open) await patch(profile, { op: 'add', path: 'members', value: [{ value: userId }] });
    },
  };
}
