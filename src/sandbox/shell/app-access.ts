import type { FastifyRequest } from 'fastify';
import type { Actor } from '#platform/http/actor.ts';
import { hashToken } from '#platform/auth/token.ts';
import type { Db } from '#platform/db/open.ts';
import type { Clock } from '#platform/deps.ts';
import type { Permit } from '../core/smart/permit.ts';
import { resourceScopes } from '../core/smart/scopes.ts';
import { findAccess } from '../store/apps.ts';

/** The account of an id, as it stands now; null: gone, or switched off. */
export type FindActor = (accountId: string) => Promise<Actor | null>;

/** Who an app acts for, and how far. */
export interface AppAccess {
  readonly actor: Actor;
  readonly permit: Permit;
}

/** The bearer token of a request; null: it has none. */
export const bearerOf = (request: FastifyRequest): string | null =>
  /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;

/** What an access token opens in this attempt; null: nothing, or not any more. */
export async function openWithToken(
  deps: { readonly db: Db; readonly clock: Clock; readonly findActor: FindActor },
  token: string,
  attemptId: string,
): Promise<AppAccess | null> {
  const found = await findAccess(deps.db, hashToken(token), deps.clock.now());
  if (!found || found.attempt_id !== attemptId) return null;
  const actor = await deps.findActor(found.account_id);
  return actor && { actor, permit: { scopes: resourceScopes(found.scope), patientId: found.patient_id } };
}
