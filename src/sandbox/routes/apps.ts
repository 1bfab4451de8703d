import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import { hashToken, newToken } from '#platform/auth/token.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid, notFound, Problem } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import { readAppKeys } from '../core/smart/app-keys.ts';
import { isRedirectUri } from '../core/smart/authorize.ts';
import { lifetimes } from '../core/smart/exchange.ts';
import { isScope, scopesOf } from '../core/smart/scopes.ts';
import { isThere } from '../shell/app-consent.ts';
import { mayLook } from '../shell/caller.ts';
import { asProblem } from '../shell/own-server.ts';
import type { Practice } from '../shell/practice.ts';
import { deleteApp, findApp, insertApp, setAppKeys, setAppSecret, insertLaunch, listApps, type AppRow } from '../store/apps.ts';

const viewOf = (row: AppRow): contract.PracticeApp => ({
  clientId: row.client_id,
  name: row.name,
  redirectUris: row.redirect_uris,
  launchUri: row.launch_uri,
  authentication: row.secret_hash !== null ? 'secret' : row.jwks !== null || row.jwks_uri !== null ? 'keys' : 'none',
  jwksUri: row.jwks_uri,
  keys: (row.jwks ?? []).map(({ kid = '', alg }) => ({ kid, alg })),
  scopes: scopesOf(row.scopes ?? ''),
  registeredByName: row.registered_by_name,
  registeredAt: row.registered_at.getTime(),
});

/** @throws Problem 422 with words for whoever pasted them. */
function keysOf({ jwks, jwksUri }: { readonly jwks: string | null; readonly jwksUri: string | null }): Pick<AppRow, 'jwks' | 'jwks_uri'> {
  const [text, uri] = [jwks?.trim() ?? '', jwksUri ?? ''];
  if ((text === '') === (uri === ''))
    throw invalid('An app that signs needs its key set, or the address where it publishes it: one of the two.');
  if (uri !== '') {
    if (!isRedirectUri(uri)) throw invalid(`"${uri.slice(0, 120)}" is not an https address (or http on this machine) without a #.`);
    return { jwks: null, jwks_uri: uri };
  }
  const read = readAppKeys(text);
  if (!read.ok) throw invalid(read.refusal.text);
  return { jwks: read.value, jwks_uri: null };
}

/** Which apps there are, and launching one for a patient. */
export function appRoutes(practice: Practice): void {
  const { db, clock, server } = practice;
  launchRoute(practice);

  bind(server, contract.listApps, async () => ({ apps: (await listApps(db)).map(viewOf) }));

  bind(server, contract.registerApp, async ({ body, actor }) => {
    for (const uri of [...body.redirectUris, ...(body.launchUri === null ? [] : [body.launchUri])])
      if (!isRedirectUri(uri)) throw invalid(`"${uri.slice(0, 120)}" is not an https address (or http on this machine) without a #.`);
    for (const scope of body.scopes)
      if (!isScope(scope)) throw invalid(`"${scope}" is no scope that can be given here, like launch/patient or patient/Observation.rs.`);
    const keys = body.authentication === 'keys' ? keysOf(body) : { jwks: null, jwks_uri: null };
    const secret = body.authentication === 'secret' ? newToken() : null;
    const row: AppRow = {
      client_id: newId('app'),
      name: body.name,
      redirect_uris: [...new Set(body.redirectUris)],
      launch_uri: body.launchUri,
      registered_by: actor.accountId,
      registered_by_name: actor.name,
      registered_at: new Date(clock.now()),
      secret_hash: secret === null ? null : hashToken(secret),
      scopes: body.scopes.length === 0 ? null : body.scopes.join(' '),
      ...keys,
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
    return { ...viewOf(row), secret };
  });

  bind(server, contract.renewAppSecret, async ({ params, actor }) => {
    const secret = newToken();
    await db.tx(async (tx) => {
      const app = await findApp(tx, params.clientId);
      if (!app) throw notFound('The app');
      if (app.secret_hash === null) throw new Problem(409, 'public-client', 'This app keeps no secret.');
      await setAppSecret(tx, app.client_id, hashToken(secret));
      await audit(tx, actor, { action: 'practice.app-secret', subjectKind: 'practice-app', subjectId: app.client_id }, clock.now());
    });
    return { secret };
  });

  bind(server, contract.changeAppKeys, async ({ params, body, actor }) => {
    const keys = keysOf(body);
    return db.tx(async (tx) => {
      const app = await findApp(tx, params.clientId);
      if (!app) throw notFound('The app');
      if (app.jwks === null && app.jwks_uri === null) throw new Problem(409, 'no-keys', 'This app does not sign for itself.');
      await setAppKeys(tx, app.client_id, keys);
      await audit(tx, actor, { action: 'practice.app-keys', subjectKind: 'practice-app', subjectId: app.client_id }, clock.now());
      return viewOf({ ...app, ...keys });
    });
  });

  bind(server, contract.removeApp, async ({ params, actor }) => {
    await db.tx(async (tx) => {
      if (!(await deleteApp(tx, params.clientId))) throw notFound('The app');
      await audit(tx, actor, { action: 'practice.app-removed', subjectKind: 'practice-app', subjectId: params.clientId }, clock.now());
    });
    return { ok: true as const };
  });
}

/** From a chart, for its patient. */
function launchRoute({ db, clock, server, live }: Practice): void {
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
