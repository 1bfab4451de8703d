import type { FastifyRequest } from 'fastify';
import type { Db } from '../db/open.ts';
import type { Clock } from '../deps.ts';
import type { Actor } from '../http/actor.ts';
import { readSessionCookie } from './cookie.ts';
import type { AuthOptions } from './options.ts';
import { useSession, type SessionOwner } from './sessions.ts';

export function actorOf(owner: SessionOwner, can: AuthOptions['can']): Actor {
  return {
    accountId: owner.account_id,
    name: owner.name,
    personId: owner.person_id,
    roles: owner.roles,
    can: (permission) => can(owner.roles, permission),
  };
}

/** The account behind a request's cookie. Looked up each time: who is switched off is out at once, on every instance. */
export function makeAuthenticate(
  db: Db,
  clock: Clock,
  { can, url }: Pick<AuthOptions, 'can' | 'url'>,
): (request: FastifyRequest) => Promise<Actor | null> {
  return async (request) => {
    const token = readSessionCookie(request, url);
    const owner = token ? await useSession(db, token, clock.now()) : null;
    return owner && actorOf(owner, can);
  };
}
