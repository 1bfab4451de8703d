import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { decodeProtectedHeader, importJWK, jwtVerify, SignJWT, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';
import * as directory from '#directory/contract.ts';
import * as training from '#training/contract.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A nurse takes what she earned along as a badge. Whoever is shown it can check it without us knowing whose it is; what is true no longer is taken back.
 */
let app: TestApp;
let lead: Client;
let director: Client;
let nurse: Client;
const competencies: string[] = [];

beforeAll(async () => {
  app = await startTestApp({ now: '2027-03-08T12:00:00Z' });
  lead = await app.signIn('trainer');
  director = await app.signIn('director');
  const coordinator = await app.signIn('coordinator');
  await coordinator.call(directory.createPerson, {
    body: {
      ...personForTest({ personId: 'NORA', jobRole: 'nurse', givenName: 'Nora', familyName: 'Wardle' }),
      email: 'nora@lakeview.example',
    },
  });
  nurse = await app.signIn('clinician', 'NORA');
  await lead.call(training.addDefaultMatrix, {});
  const { requirements } = await lead.call(training.getMatrix, {});
  competencies.push(...requirements.filter((one) => one.jobRole === 'nurse' && one.mandatory).map((one) => one.competencyId));
});
afterAll(() => app.close());

const grant = (competencyId: string, until: string | null = null) =>
  lead.call(training.grantCompetency, {
    params: { personId: 'NORA' },
    body: { competencyId, level: 3, kind: 'shown' as const, reason: 'Seen at the bedside', until },
  });
const names = async () => (await nurse.call(training.listOwnBadges, {})).badges.map((one) => one.achievement);
const take = (achievement: string) => nurse.call(training.takeBadge, { body: { achievement } });
const check = (badge: string) => app.visitor().call(training.checkBadge, { body: { badge } });

/** As somebody who knows nothing of us checks it: by what the badge itself names. */
async function verifiedElsewhere(token: string): Promise<{ payload: Record<string, unknown>; revoked: boolean }> {
  const keyOf = async (jwt: string): Promise<JWK> => {
    const { kid = '', alg } = decodeProtectedHeader(jwt);
    expect([new URL(kid).origin, alg]).toEqual([app.url, 'RS256']);
    return (await (await fetch(kid)).json()) as JWK;
  };
  const currentDate = new Date(app.clock.now());
  const { payload } = await jwtVerify(token, await importJWK(await keyOf(token), 'RS256'), { currentDate });
  const { credentialStatus } = payload as unknown as { credentialStatus: { statusListCredential: string; statusListIndex: string } };
  const list = await (await fetch(credentialStatus.statusListCredential)).text();
  const { payload: status } = await jwtVerify(list, await importJWK(await keyOf(list), 'RS256'), { currentDate });
  const { credentialSubject, id } = status as unknown as { id: string; credentialSubject: { encodedList: string; statusPurpose: string } };
  expect([id, credentialSubject.statusPurpose, credentialSubject.encodedList[0]]).toEqual([
    credentialStatus.statusListCredential,
    'revocation',
    'u',
  ]);
  const bits = gunzipSync(Buffer.from(credentialSubject.encodedList.slice(1), 'base64url'));
  expect(bits.length * 8).toBeGreaterThanOrEqual(131_072);
  const index = Number(credentialStatus.statusListIndex);
  return { payload, revoked: ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0 };
}

/** What the published JSON schema of OpenBadgeCredential 3.0 requires. */
const moment = z.iso.datetime({ offset: true });
const OpenBadge = z.object({
  '@context': z.tuple([
    z.literal('https://www.w3.org/ns/credentials/v2'),
    z.string().regex(/^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context-3\.0\.\d\.json$/),
  ]),
  id: z.url(),
  type: z.array(z.string()).refine((all) => all.includes('VerifiableCredential') && all.includes('OpenBadgeCredential')),
  name: z.string().min(1),
  issuer: z.object({ id: z.url(), type: z.array(z.string()).refine((all) => all.includes('Profile')), name: z.string(), url: z.url() }),
  validFrom: moment,
  validUntil: moment.optional(),
  credentialSubject: z.strictObject({
    type: z.array(z.literal('AchievementSubject')),
    identifier: z
      .array(
        z.strictObject({
          type: z.literal('IdentityObject'),
          hashed: z.literal(true),
          identityHash: z.string().regex(/^sha256\$[0-9a-f]{64}$/),
          identityType: z.literal('emailAddress'),
          salt: z.string().min(16),
        }),
      )
      .min(1),
    achievement: z.object({
      id: z.url(),
      type: z.array(z.literal('Achievement')),
      name: z.string().min(1),
      description: z.string().min(1),
      criteria: z.object({ narrative: z.string().min(1) }),
      achievementType: z.enum(['Certification', 'Competency', 'Course', 'CommunityService']),
    }),
  }),
  credentialStatus: z.object({
    id: z.url(),
    type: z.literal('BitstringStatusListEntry'),
    statusPurpose: z.literal('revocation'),
    statusListIndex: z.string().regex(/^\d+$/),
    statusListCredential: z.url(),
  }),
  iss: z.url(),
  jti: z.string(),
  nbf: z.int(),
  exp: z.int().optional(),
});

test('nothing is earned yet, and nothing can be taken', async () => {
  expect((await app.visitor().fetch('/api/learning/badges')).status).toBe(401);
  expect(await names()).toEqual([]);
  await expect(take('role:nurse')).rejects.toThrow(/not earned/);
});

test('a competency, then the whole role: signed, checkable by anybody, without her name', async () => {
  const [first = '', ...rest] = competencies;
  await grant(first);
  expect(await names()).toEqual([`competency:${first}`]);
  for (const one of rest) await grant(one);
  expect(await names()).toContain('role:nurse');
  const { credential, picture } = await take('role:nurse');
  const { payload, revoked } = await verifiedElsewhere(credential);
  const badge = OpenBadge.parse(payload);
  expect([revoked, badge.iss, badge.jti]).toEqual([false, badge.issuer.id, badge.id]);
  expect(badge.nbf).toBe(Date.parse(badge.validFrom) / 1000);
  expect((await (await fetch(badge.issuer.id)).json()) as object).toMatchObject({
    id: badge.issuer.id,
    type: ['Profile'],
    name: 'Lakeview',
  });
  // Nobody reads her name or address in it; she can show that it is hers.
  for (const secret of ['Nora', 'Wardle', 'NORA', 'nora@']) expect(JSON.stringify(payload)).not.toContain(secret);
  const [{ identityHash, salt }] = badge.credentialSubject.identifier as unknown as [{ identityHash: string; salt: string }];
  expect(identityHash).toBe(`sha256$${createHash('sha256').update(`nora@lakeview.example${salt}`).digest('hex')}`);
  // The picture holds the same; asking again gives the same badge.
  expect(picture).toContain(`<openbadges:credential verify="${credential}">`);
  expect((await take('role:nurse')).credential).toBe(credential);
  for (const given of [credential, picture])
    expect(await check(given)).toMatchObject({ good: true, faults: [], name: 'Certified: nurse', issuer: 'Lakeview' });
});

test('what is no badge of ours, or changed, is not good', async () => {
  const { credential } = await take('role:nurse');
  const [head = '', body = '', signature = ''] = credential.split('.');
  const changed = JSON.parse(Buffer.from(body, 'base64url').toString()) as { name: string };
  changed.name = 'Certified: physician';
  const forged = [head, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
  const { privateKey } = await generateKeyPair('RS256');
  const strange = await new SignJWT(changed as never)
    .setProtectedHeader({ alg: 'RS256', kid: decodeProtectedHeader(credential).kid ?? '' })
    .sign(privateKey);
  const none = [Buffer.from('{"alg":"none"}').toString('base64url'), body, ''].join('.');
  for (const wrong of [forged, strange, none, 'no badge', '<svg/>']) expect(await check(wrong)).toMatchObject({ good: false, name: '' });
});

test('what is taken back shows as revoked, to us and to others; a new proof is a new badge', async () => {
  const [first = ''] = competencies;
  const { credential } = await take('role:nurse');
  const one = await take(`competency:${first}`);
  await director.call(training.withdrawGrant, { params: { personId: 'NORA' }, body: { competencyId: first, reason: 'Was somebody else' } });
  for (const token of [credential, one.credential]) {
    expect(await check(token)).toMatchObject({ good: false, faults: ['It was taken back: not held any more.'] });
    expect((await verifiedElsewhere(token)).revoked).toBe(true);
  }
  app.clock.advanceMinutes(1);
  await grant(first);
  const again = await take('role:nurse');
  expect([again.credential === credential, (await check(again.credential)).good, (await check(credential)).good]).toEqual([
    false,
    true,
    false,
  ]);
});

test('a waived duty makes no badge', async () => {
  const [first = ''] = competencies;
  await director.call(training.withdrawGrant, { params: { personId: 'NORA' }, body: { competencyId: first, reason: 'Once more' } });
  app.clock.advanceMinutes(1);
  await director.call(training.waiveDuty, {
    params: { personId: 'NORA' },
    body: { competencyId: first, reason: 'Does it never', until: null },
  });
  const { standing } = await lead.call(training.getTrainingRecord, { params: { personId: 'NORA' } });
  expect([standing.decision.allow, await names()]).toMatchObject([
    true,
    expect.not.arrayContaining(['role:nurse', `competency:${first}`]) as string[],
  ]);
});

test('a badge ends with what it proves, and old badges outlive a new key', async () => {
  const [, second = ''] = competencies;
  const before = await take(`competency:${second}`);
  const admin = await app.admin();
  await admin.call(training.rotateSigningKey, {});
  expect((await check(before.credential)).good).toBe(true);
  expect((await verifiedElsewhere(before.credential)).revoked).toBe(false);
  const { badges } = await nurse.call(training.listOwnBadges, {});
  const ends = badges.find((one) => one.achievement === `competency:${second}`)?.validUntil ?? 0;
  expect(ends).toBeGreaterThan(app.clock.now());
  app.clock.set(new Date(ends + 86_400_000 * 60).toISOString());
  const late = await check(before.credential);
  expect([late.good, late.faults]).toMatchObject([false, expect.arrayContaining(['Its time is over.'])]);
});
