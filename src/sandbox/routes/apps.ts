import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import { hashToken, newToken } from '#platform/auth/token.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import { isRedirectUri } from '../core/smart/authorize.ts';
import { lifetimes } from '../core/smart/exchange.ts';
import { isThere } from '../shell/app-consent.ts';
import { mayLook } from '../shell/caller.ts';
import { asProblem } from '../shell/own-server.ts';
import type { Practice } from '../shell/practice.ts';
import { deleteApp, findApp, insertApp, insertLaunch, listApps, type AppRow } from '../store/apps.ts';

const viewOf = (row: AppRow): contract.PracticeApp => ({
  clientId: row.client_id,
  name: row.name,
  redirectUris: row.redirect_uris,
  launchUri: row.launch_uri,
  registeredByName: row.registered_by_name,
  registeredAt: row.registered_at.getTime(),
});

/** Which apps there are, and launching one for a patient. */
export function appRoutes({ db, clock, server, live }: Practice): void {
  bind(server, contract.listApps, async () => ({ apps: (await listApps(db)).map(viewOf) }));

  bind(server, contract.registerApp, async ({ body, actor }) => {
    for (const uri of [...body.redirectUris, ...(body.launchUri === null ? [] : [body.launchUri])])
      if (!isRedirectUri(uri)) throw invalid(`"${uri.slice(0, 120)}" is not an https address (or http on this machine) without a #.`);
    const row: AppRow = {
      client_id: newId('app'),
      name: body.name,
      redirect_uris: [...new Set(body.redirectUris)],
      launch_uri: body.launchUri,
      registered_by: actor.accountId,
      registered_by_name: actor.name,
      registered_at: new Date(clock.now()),
    };
    await db.tx(async (tx) => {
      await insertApp(tx, row);
      const detail = { redirectUris: row.redirect_uris };
      await audit(
        tx,
        actor,
        { action: 'practice.app-registered', subjectKind: 'practice-app', subjectId: row.client_id, detail },
        clock.now(),
      );
    });
    return viewOf(row);
  });

  bind(server, contract.removeApp, async ({ params, actor }) => {
    await db.tx(async (tx) => {
      if (!(await deleteApp(tx, params.clientId))) throw notFound('The app');
      await audit(tx, actor, { action: 'practice.app-removed', subjectKind: 'practice-app', subjectId: params.clientId }, clock.now());
    });
    return { ok: true as const };
  });

  bind(server, contract.launchApp, async ({ params, body, actor, request }) => {
    await asProblem(
      live.within(params.attemptId, (work) => {
        mayLook(work, actor);
        if (!isThere(work, 'Patient', body.patientId)) throw notFound('The patient');
        if (body.encounterId !== null && !isThere(work, 'Encounter', body.encounterId)) throw notFound('The encounter');
      }),
    );
    const app = await findApp(db, body.clientId);
    if (!app) throw notFound('The app');
    if (app.launch_uri === null) throw invalid('This app is not launched from the EHR: it begins by itself.');
    const launch = newToken();
    await db.tx(async (tx) =>
      insertLaunch(tx, {
        launch_hash: hashToken(launch),
        client_id: app.client_id,
        attempt_id: params.attemptId,
        account_id: actor.accountId,
        patient_id: body.patientId,
        encounter_id: body.encounterId,
        expires_at: new Date(clock.now() + lifetimes.launch),
        used_at: null,
      }),
    );
    const url = new URL(app.launch_uri);
    url.searchParams.set('iss', `${request.protocol}://${request.host}/sandbox/${encodeURIComponent(params.attemptId)}/fhir`);
    url.searchParams.set('launch', launch);
    return { url: url.href };
  });
}
