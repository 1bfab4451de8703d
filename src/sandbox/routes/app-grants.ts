import { audit } from '#platform/audit/audit.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import { inWords, scopesOf } from '../core/smart/scopes.ts';
import { titleOf } from '../shell/describe.ts';
import type { Practice } from '../shell/practice.ts';
import { changeGrant, listOwnGrants, lockGrant } from '../store/apps.ts';

const listedMax = 100;

/** What a learner allowed apps of others: to look at, and to end. */
export function appGrantRoutes({ db, clock, server, shelf }: Practice): void {
  bind(server, contract.listOwnAppGrants, async ({ actor }) => {
    const rows = await listOwnGrants(db, actor.accountId, clock.now(), listedMax);
    await Promise.all(rows.map((row) => shelf.bring(row)));
    return {
      grants: rows.map((row) => ({
        grantId: row.grant_id,
        appName: row.app_name,
        attemptId: row.attempt_id,
        exerciseTitle: titleOf(row, shelf),
        allowed: scopesOf(row.scope).flatMap((scope) => inWords(scope) ?? []),
        grantedAt: row.granted_at.getTime(),
        endsAt: row.ends_at.getTime(),
      })),
    };
  });

  bind(server, contract.endOwnAppGrant, async ({ params, actor }) => {
    const now = clock.now();
    await db.tx(async (tx) => {
      const grant = await lockGrant(tx, params.grantId);
      if (!grant || grant.account_id !== actor.accountId) throw notFound('What you allowed');
      await changeGrant(tx, grant.grant_id, { revoked_at: new Date(now) });
      const detail = { clientId: grant.client_id };
      await audit(tx, actor, { action: 'practice.app-ended', subjectKind: 'practice-attempt', subjectId: grant.attempt_id, detail }, now);
    });
    return { ok: true as const };
  });
}
