import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { defined } from '#kernel/assert.ts';
import { mayCall } from '#platform/http/bind.ts';
import { Problem } from '#platform/http/problem.ts';
import { FhirProblem } from '../core/fhir/problem.ts';
import { backTo } from '../core/smart/authorize.ts';
import { smartConfiguration, smartPlaces } from '../core/smart/configuration.ts';
import { lifetimes } from '../core/smart/exchange.ts';
import { scopesOf } from '../core/smart/scopes.ts';
import { allow, consider, fhirUserOf, type Considered } from '../shell/app-consent.ts';
import { clientForm, type Speaker } from '../shell/app-client.ts';
import { publicKeys, signIdentity } from '../shell/app-key.ts';
import { exchangeCode, exchangeRefresh, revoke, type Form, type Issued } from '../shell/app-tokens.ts';
import type { Practice } from '../shell/practice.ts';
import { sendNote, sendQuestion } from './consent-page.ts';
import { openToOtherSites } from './cross-origin.ts';

const access = 'sandbox.practise';
const hidden = { schema: { hide: true } };
const fromAnywhere = { ...hidden, config: { access: 'public' as const, fromElsewhere: 'without-cookie' as const } };
const formType = 'application/x-www-form-urlencoded';

const attemptOf = (request: FastifyRequest): string => (request.params as { attemptId: string }).attemptId;
const addressOf = (request: FastifyRequest): string =>
  `${request.protocol}://${request.host}/sandbox/${encodeURIComponent(attemptOf(request))}/fhir`;

/** SMART App Launch 2 for every attempt: who may authorise an app, and what it gets. */
export async function smartRoutes(practice: Practice): Promise<void> {
  await practice.server.register(async (scope) => {
    readForms(scope);
    authorizeRoutes(scope, practice);
  });
  await practice.server.register(async (scope) => {
    readForms(scope);
    const smart = '/sandbox/:attemptId/smart';
    const known = '/sandbox/:attemptId/fhir/.well-known';
    openToOtherSites(scope, [`${smart}/token`, `${smart}/revoke`, `${smart}/keys`, `${known}/:document`]);
    for (const document of ['smart-configuration', 'openid-configuration'])
      scope.get(`${known}/${document}`, fromAnywhere, async (request) => smartConfiguration(smartPlaces(addressOf(request))));
    scope.get(`${smart}/keys`, fromAnywhere, async () => publicKeys(practice.db, practice.clock.now()));
    scope.post(`${smart}/token`, fromAnywhere, (request, reply) => token(practice, request, reply));
    scope.post(`${smart}/revoke`, fromAnywhere, async (request, reply) => {
      const form = await clientForm(practice.db, speakerOf(request), practice.clock.now());
      if (!form.ok) return wrongClient(reply, form.refusal.text);
      await revoke(practice.db, attemptOf(request), form.value, practice.clock.now());
      return reply.header('cache-control', 'no-store').send({});
    });
  });
}

/** A name that comes twice counts as not given: RFC 6749, section 3.2. */
function formOf(pairs: URLSearchParams): Form {
  const once = [...new Set(pairs.keys())].filter((name) => pairs.getAll(name).length === 1);
  return Object.fromEntries(once.map((name) => [name, pairs.get(name) ?? undefined]));
}

function readForms(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(formType, { parseAs: 'string' }, (_request, body, done) =>
    done(null, formOf(new URLSearchParams(body as string))),
  );
  scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, {}));
}

function authorizeRoutes(scope: FastifyInstance, practice: Practice): void {
  const url = '/sandbox/:attemptId/smart/authorize';
  const asking = (request: FastifyRequest, query: Form) => ({
    attemptId: attemptOf(request),
    address: addressOf(request),
    query,
    actor: defined(request.actor, 'somebody signed in'),
  });
  // Public, because whoever is not signed in is led to do so.
  scope.get(url, { ...hidden, config: { access: 'public' } }, async (request, reply) => {
    if (!request.actor) return reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`);
    const query = formOf(new URL(request.url, 'http://here').searchParams);
    return show(reply, () => consider(practice, asking(request, query)), query, request.actor.name);
  });
  scope.post(
    url,
    { ...hidden, config: { access }, onRequest: async (request) => mayCall(access, request.actor) },
    async (request, reply) => {
      const { decision, patient, ...query } = (request.body ?? {}) as Form;
      const asked = asking(request, query);
      return show(
        reply,
        async () => (decision === 'allow' ? allow(practice, asked, patient) : deny(await consider(practice, asked))),
        query,
        '',
      );
    },
  );
}

function deny(considered: Considered): Considered {
  if (considered.kind !== 'ask') return considered;
  const { redirectUri, state } = considered.wish;
  return { kind: 'back', url: backTo(redirectUri, { error: 'access_denied', error_description: 'The person did not allow it.', state }) };
}

async function show(reply: FastifyReply, think: () => Promise<Considered>, query: Form, name: string): Promise<FastifyReply> {
  try {
    const considered = await think();
    if (considered.kind === 'page') return sendNote(reply, 400, considered.text);
    if (considered.kind === 'back') return reply.header('cache-control', 'no-store').redirect(considered.url, 303);
    return sendQuestion(reply, considered, query, name);
  } catch (error) {
    // The latter where a server of the hospital's own is asked and does not answer.
    if (error instanceof Problem || error instanceof FhirProblem) return sendNote(reply, error.status, error.message);
    throw error;
  }
}

/** RFC 6749, section 5.2: who tried a header is told which one. */
const wrongClient = (reply: FastifyReply, text: string): FastifyReply => {
  if (reply.request.headers.authorization !== undefined) void reply.header('www-authenticate', 'Basic realm="token"');
  return reply.code(401).header('cache-control', 'no-store').send({ error: 'invalid_client', error_description: text });
};

const speakerOf = (request: FastifyRequest): Speaker => ({
  authorization: request.headers.authorization,
  form: (request.body ?? {}) as Form,
  audiences: [smartPlaces(addressOf(request)).token, addressOf(request)],
});

async function token(practice: Practice, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, clock } = practice;
  const client = await clientForm(db, speakerOf(request), clock.now());
  void reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
  const fail = (error: string, text: string): FastifyReply => reply.code(400).send({ error, error_description: text });
  if (!client.ok) return wrongClient(reply, client.refusal.text);
  const form = client.value;
  const grantType = form.grant_type;
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token')
    return fail('unsupported_grant_type', 'grant_type is authorization_code or refresh_token.');
  const exchange = grantType === 'refresh_token' ? exchangeRefresh : exchangeCode;
  const exchanged = await exchange(db, attemptOf(request), form, clock.now());
  return exchanged.ok
    ? reply.send(await answerOf(practice, request, exchanged.value))
    : fail(exchanged.refusal.code, exchanged.refusal.text);
}

/** https://hl7.org/fhir/smart-app-launch/STU2/app-launch.html#response-5 */
async function answerOf(practice: Practice, request: FastifyRequest, { grant, accessToken, refreshToken, scope }: Issued) {
  const scopes = scopesOf(scope);
  const user = scopes.includes('fhirUser')
    ? await practice.live.within(grant.attempt_id, (work) => fhirUserOf(practice, work, grant.account_id))
    : null;
  const identity = {
    issuer: addressOf(request),
    clientId: grant.client_id,
    accountId: grant.account_id,
    nonce: grant.nonce,
    fhirUser: user === null ? null : `${addressOf(request)}/${user}`,
  };
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: lifetimes.access / 1000,
    scope,
    ...(grant.patient_id === null ? {} : { patient: grant.patient_id }),
    ...(grant.encounter_id === null ? {} : { encounter: grant.encounter_id }),
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
    ...(scopes.includes('openid') ? { id_token: await signIdentity(practice.db, identity, practice.clock.now()) } : {}),
  };
}
