import type { Actor } from '#platform/http/actor.ts';
import { forbidden } from '#platform/http/problem.ts';

/** The person behind an account. @throws Problem 403 where there is none. */
export function ownPerson(actor: Actor): string {
  if (actor.personId === null)
    throw forbidden('No person of the directory belongs to your account, so nobody can be sent. Ask an administrator to link it.');
  return actor.personId;
}
