import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { loadOrganisation } from '#directory/index.ts';
import { every } from '#platform/beat.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { forbidden, notFound, refused } from '#platform/http/problem.ts';
import * as contract from '../contract/badges.ts';
import { badgeAddresses, profile, statusBits, statusListCredential } from '../core/badges/credential.ts';
import { publicKeys, sign } from '../keys/signing-keys.ts';
import { addressesOf } from '../lti/addresses.ts';
import { fromAnywhere } from '../lti/forms.ts';
import { checkOne } from './check.ts';
import { earnedBy } from './earned.ts';
import { reviewBadges } from './review.ts';
import { liveBadges, revokedIndexes } from './store.ts';
import { keyAddress, takeOne } from './take.ts';

const squeeze = promisify(gzip);
const beatMs = 60_000;

/** Badges: taken by whoever earned them, checked by anybody, taken back when they are true no longer. */
export function registerBadges(deps: Deps, url: string | null): void {
  const { db, clock, server } = deps;
  bind(server, contract.listOwnBadges, async ({ actor: { personId } }) => {
    if (personId === null) return { badges: [] };
    const earned = (await earnedBy(db, [personId], clock.now())).get(personId) ?? [];
    const taken = new Set((await liveBadges(db, personId)).map((row) => row.achievement));
    return {
      badges: earned.map(({ achievement, earnedAt, validUntil }) => ({
        achievement: achievement.id,
        name: achievement.name,
        description: achievement.description,
        earnedAt,
        validUntil,
        taken: taken.has(achievement.id),
      })),
    };
  });

  bind(server, contract.takeBadge, async ({ body, actor, request }) => {
    const { personId } = actor;
    if (personId === null) throw forbidden('This account belongs to no person, so it has earned nothing.');
    const base = addressesOf(request, url).issuer;
    const taken = await takeOne(db, { personId, achievement: body.achievement, base, actor }, clock.now());
    if (!taken) throw refused({ code: 'not-earned', text: 'This is not earned, or not any more.' });
    return taken;
  });

  bind(server, contract.checkBadge, ({ body }) => checkOne(db, body.badge, clock.now()));
  publicRoutes(deps, url);
  const logError = (error: unknown, doing: string): void => server.log.error({ err: error }, doing);
  server.addHook(
    'preClose',
    every(beatMs, () => reviewBadges(db, clock.now()), logError, 'badges'),
  );
}

/** What whoever checks a badge fetches: they know it by its own word, so none of it needs an account. */
function publicRoutes({ db, clock, server }: Deps, url: string | null): void {
  const open = {
    ...fromAnywhere,
    onRequest: async (_request: unknown, reply: { header: (name: string, value: string) => unknown }) =>
      void reply.header('access-control-allow-origin', '*'),
  };

  server.get('/badges/issuer', open, async (request) => {
    const at = badgeAddresses(addressesOf(request, url).issuer);
    return {
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
      ...profile(at, (await loadOrganisation(db)).name),
    };
  });

  server.get<{ Params: { kid: string } }>('/badges/keys/:kid', open, async (request) => {
    const key = (await publicKeys(db, clock.now())).keys.find((one) => one.kid === request.params.kid);
    if (!key) throw notFound('This key');
    return key;
  });

  server.get('/badges/status', open, async (request, reply) => {
    const now = clock.now();
    await reviewBadges(db, now);
    const base = addressesOf(request, url).issuer;
    const at = badgeAddresses(base);
    const packed = await squeeze(statusBits(await revokedIndexes(db)));
    const list = statusListCredential(at, (await loadOrganisation(db)).name, `u${packed.toString('base64url')}`, now);
    const claims = { iss: at.issuer, jti: at.statusList, nbf: Math.floor(now / 1000) };
    const token = await sign(db, { ...list, ...claims }, now, { keyAt: (kid) => keyAddress(base, kid) });
    return reply.type('application/vc+jwt').header('cache-control', 'public, max-age=60').send(token);
  });
}
