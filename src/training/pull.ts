import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ExternalId } from '#directory/contract.ts';
import { loadPeople } from '#directory/index.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import { route } from '#platform/http/route.ts';
import { DecisionView } from './contract/gate.ts';
import { decisionOfOne, loadOne } from './shell/one-learner.ts';

/**
 * Asked by an EHR or identity provider before it lets somebody in: the decision of this moment, computed anew. The bearer token of the
 * setting GATE_TOKEN decides who may ask; without that setting nobody may.
 */
const getDecision = route({
  method: 'GET',
  path: '/gate/v1/decision',
  summary: 'May this person work in the EHR now? For an EHR or identity provider, with the bearer token of GATE_TOKEN',
  access: 'public',
  query: z
    .object({
      personId: ExternalId.optional(),
      ehrUserId: z.string().min(1).max(120).optional(),
      email: z.string().min(3).max(200).optional(),
      role: z.string().min(1).max(64).optional(),
    })
    .strict(),
  response: z.object({ personId: z.string(), decidedAt: z.number(), ...DecisionView.shape }),
});

export function pullRoutes({ db, clock, server }: Deps, token: string | null): void {
  bind(server, getDecision, async ({ query, request }) => {
    if (token === null || !isToken(request.headers.authorization, token))
      throw new Problem(401, 'gate-token', 'Send the bearer token of the setting GATE_TOKEN.');
    const personId = query.personId ?? (await findBy(query));
    if (personId === null) throw notFound('This person');
    const one = await loadOne(db, personId, clock.now());
    return { personId, decidedAt: clock.now(), ...decisionOfOne(one, query.role) };
  });

  /** Exactly one must match: with two of one name nobody is let in by the other's training. */
  async function findBy({ ehrUserId, email }: { ehrUserId?: string | undefined; email?: string | undefined }): Promise<string | null> {
    if (ehrUserId === undefined && email === undefined) return null;
    const found = (await loadPeople(db)).filter(
      (one) =>
        (ehrUserId === undefined || one.ehrUserId === ehrUserId) &&
        (email === undefined || one.email.toLowerCase() === email.toLowerCase()),
    );
    return found.length === 1 ? (found[0]?.personId ?? null) : null;
  }
}

function isToken(header: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}
