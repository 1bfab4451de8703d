import type { FastifyReply, FastifyRequest } from 'fastify';
import { findAccountByPerson } from '#platform/auth/accounts.ts';
import { audit } from '#platform/audit/audit.ts';
import { browserOf } from '#platform/auth/browser.ts';
import { writeSessionCookie } from '#platform/auth/cookie.ts';
import { letIn } from '#platform/auth/sign-in.ts';
import { hashToken } from '#platform/auth/token.ts';
import type { Deps } from '#platform/deps.ts';
import { addressesOf } from './addresses.ts';
import { beginArrival, findArrival, personOf, takeMessage, type Arrival } from './arrivals.ts';
import { sendForm, sendNote, sendWindowLink } from './bare-page.ts';
import { fromAnywhere, hidden, queryOf, readForms, type Form } from './forms.ts';
import { choiceAnswer } from './picks.ts';
import { placeFor } from './placements.ts';
import { ltiTables } from './tables.ts';

const cookieName = 'atelbow-lti';
const cookieSeconds = 600;
const title = 'This cannot be opened';
const open = { ...hidden, config: { access: 'public' } } as const;
/** Whoever may do more than learn signs in here: another system's word is not enough for that. */
const learnerRoles: readonly string[] = ['clinician'];

/** We as a tool: another platform's people come to our modules with its signed word about who they are. */
export function toolRoutes(deps: Deps, url: string | null): void {
  void deps.server.register(async (scope) => {
    readForms(scope);
    const { db, clock } = deps;
    const login = async (request: FastifyRequest, reply: FastifyReply, asked: Form): Promise<FastifyReply> => {
      const again = `/lti/login?${new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))}`;
      if (request.headers['sec-fetch-dest'] === 'iframe') return sendWindowLink(reply, again);
      const begun = await beginArrival(db, asked, addressesOf(request, url), clock.now());
      if (typeof begun === 'string') return sendNote(reply, 400, title, begun);
      const secure = request.protocol === 'https' || (url?.startsWith('https:') ?? false);
      void reply.setCookie(cookieName, begun.state, { path: '/lti', httpOnly: true, sameSite: 'lax', secure, maxAge: cookieSeconds });
      return reply.header('cache-control', 'no-store').redirect(begun.url, 303);
    };
    scope.get('/lti/login', open, (request, reply) => login(request, reply, queryOf(request.url)));
    scope.post('/lti/login', fromAnywhere, (request, reply) => login(request, reply, (request.body ?? {}) as Form));
    scope.post('/lti/launch', fromAnywhere, async (request, reply) => {
      const taken = await takeMessage(db, (request.body ?? {}) as Form, clock.now());
      if (typeof taken === 'string') return sendNote(reply, 400, title, taken);
      // It came by a post of another site, without our cookie: the browser must come again, and show that it began here.
      return reply.redirect(`/lti/arrive?${new URLSearchParams({ state: taken.state })}`, 303);
    });
    scope.get('/lti/arrive', open, (request, reply) => arrive(deps, url, request, reply));
    scope.get('/lti/picked', open, (request, reply) => picked(deps, url, request, reply));
  });
}

async function arrive(deps: Deps, url: string | null, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, clock } = deps;
  const state = queryOf(request.url)['state'] ?? '';
  if (state === '' || request.cookies[cookieName] !== state)
    return sendNote(reply, 400, title, 'This browser did not begin here, or it keeps no cookies. Go back and open it again.');
  const arrival = await findArrival(db, state, clock.now());
  if (!arrival) return sendNote(reply, 400, title, 'It was opened too long ago. Go back and open it again.');
  const personId = await personOf(db, arrival);
  if (personId === null)
    return sendNote(
      reply,
      403,
      title,
      `${arrival.platform.name} sent you, but nobody in this directory is you. Ask your training lead to add you.`,
    );
  const account = await findAccountByPerson(db, personId);
  if (!account || account.disabled_at !== null)
    return sendNote(reply, 403, title, 'You are in the directory, but have no account here. Ask your training lead for one.');
  const isHere = request.actor?.accountId === account.account_id;
  if (!isHere && account.roles.some((role) => !learnerRoles.includes(role)))
    return reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303);
  const target = await db.tx(async (tx) => {
    const used = await ltiTables(tx)
      .updateTable('training_lti_arrival')
      .set({ arrived_at: new Date(clock.now()) })
      .where('state_hash', '=', hashToken(state))
      .where('arrived_at', 'is', null)
      .returning('state_hash')
      .executeTakeFirst();
    if (!used) return null;
    if (!isHere) writeSessionCookie(request, reply, url, await letIn(tx, account, browserOf(request, url), 'lti', clock.now()));
    const detail = { platform: arrival.platform.name };
    const by = { accountId: account.account_id, name: account.name };
    await audit(tx, by, { action: 'training.lti-arrived', subjectKind: 'person', subjectId: personId, detail }, clock.now());
    return targetOf(tx, arrival, { personId, state, now: clock.now() });
  });
  if (target === null) return sendNote(reply, 400, title, 'It was opened before. Go back and open it again.');
  return target === '' ? sendNote(reply, 404, title, 'There is no such module here any more.') : reply.redirect(target, 303);
}

/** Where somebody who has arrived goes on; '': there is no such module. */
async function targetOf(
  tx: Parameters<typeof placeFor>[0],
  { platform, launch }: Arrival,
  given: { readonly personId: string; readonly state: string; readonly now: number },
): Promise<string> {
  if (launch.kind === 'choose') return `/training/lti/pick/${encodeURIComponent(given.state)}`;
  const moduleId = await placeFor(tx, { platform, launch, personId: given.personId }, given.now);
  return moduleId === null ? '' : `/learn/modules/${encodeURIComponent(moduleId)}`;
}

/** The choice goes back to the platform, signed, by the browser. */
async function picked(deps: Deps, url: string | null, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, clock } = deps;
  const state = queryOf(request.url)['state'] ?? '';
  if (state === '' || request.cookies[cookieName] !== state) return sendNote(reply, 400, title, 'This browser did not begin here.');
  const answer = await choiceAnswer(db, state, addressesOf(request, url), clock.now());
  if (!answer) return sendNote(reply, 400, title, 'Nothing was chosen, or too long ago.');
  return sendForm(reply, answer.to, { JWT: answer.token });
}
