import fc from 'fast-check';
import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { readAppKeys } from './app-keys.ts';

const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const p384 = ec('P-384');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ecPublic = p384.publicKey.export({ format: 'jwk' });
const rsaPublic = rsa.publicKey.export({ format: 'jwk' });
const refused = (value: unknown): string => {
  const read = readAppKeys(typeof value === 'string' ? value : JSON.stringify(value));
  return read.ok ? 'taken' : read.refusal.text;
};

test('a key set or a single key is taken, and only what is public of it is kept', () => {
  const given = {
    keys: [
      { ...ecPublic, kid: 'a', x5c: ['x'], 'urn:note': 'ours' },
      { ...rsaPublic, kid: 'b', alg: 'RS384', key_ops: ['verify'] },
    ],
  };
  expect(readAppKeys(JSON.stringify(given))).toEqual({
    ok: true,
    value: [
      { kty: 'EC', kid: 'a', alg: 'ES384', use: 'sig', crv: 'P-384', x: ecPublic.x, y: ecPublic.y },
      { kty: 'RSA', kid: 'b', alg: 'RS384', use: 'sig', n: rsaPublic.n, e: rsaPublic.e },
    ],
  });
  expect(readAppKeys(JSON.stringify(ecPublic))).toMatchObject({ ok: true, value: [{ kty: 'EC' }] });
});

test('a private key is refused with what to do, whichever kind it is', () => {
  for (const key of [p384.privateKey.export({ format: 'jwk' }), rsa.privateKey.export({ format: 'jwk' }), { kty: 'oct', k: 'c2VjcmV0' }])
    expect(refused({ keys: [key] })).toMatch(/is a private one\. The app must keep that to itself/);
});

test('weak keys, other curves, sets without names and what is no key are refused in words', () => {
  expect(refused(small.publicKey.export({ format: 'jwk' }))).toMatch(/neither RSA of 2048 bits/);
  expect(refused(ec('P-256').publicKey.export({ format: 'jwk' }))).toMatch(/neither RSA of 2048 bits/);
  expect(refused({ keys: [ecPublic, rsaPublic] })).toMatch(/each needs a kid/);
  expect(
    refused({
      keys: [
        { ...ecPublic, kid: 'a' },
        { ...rsaPublic, kid: 'a' },
      ],
    }),
  ).toMatch(/each needs a kid/);
  expect(refused({ keys: [] })).toMatch(/1 to 10/);
  expect(refused('{')).toMatch(/not JSON/);
});

test('whatever JSON comes, the answer is keys or words', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(refused(text)).not.toBe('taken');
    }),
  );
});
