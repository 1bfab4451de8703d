import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAssertion, type Claims } from './assertion.ts';

const now = Date.parse('2027-03-08T12:00:00Z');
const token = 'https://h.example/sandbox/a/smart/token';
const issuer = 'https://h.example/sandbox/a/fhir';
const good: Claims = { iss: 'app_1', sub: 'app_1', aud: token, exp: now / 1000 + 300, jti: 'j1' };
const read = (claims: Claims) => readAssertion(claims, 'app_1', [token, issuer], now);

test('one that says all it must is taken, and remembered until nobody can use it again', () => {
  expect(read(good)).toEqual({ ok: true, value: { jti: 'j1', until: now + 330_000 } });
  expect(read({ ...good, aud: [issuer] })).toMatchObject({ ok: true });
});

test('each part that is missing or another’s is refused', () => {
  const wrong: Claims[] = [
    { ...good, iss: 'app_2' },
    { ...good, sub: 'app_2' },
    { ...good, aud: 'https://elsewhere.example/token' },
    { ...good, aud: `${token}/` },
    { ...good, aud: [] },
    { ...good, jti: '' },
    { ...good, jti: 7 },
    { ...good, exp: `${now / 1000 + 60}` },
    { ...good, exp: now / 1000 - 31 },
    { ...good, exp: now / 1000 + 331 },
    ...Object.keys(good).map((name) => ({ ...good, [name]: undefined })),
  ];
  for (const claims of wrong) expect(read(claims)).toMatchObject({ ok: false, refusal: { code: 'invalid_client' } });
});

test('an assertion is remembered for as long as it is taken: no second later does it work again', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 0, max: 900_000 }), (seconds, laterMs) => {
      const at = (time: number) => readAssertion({ ...good, exp: now / 1000 + seconds }, 'app_1', [token], time);
      const [first, again] = [at(now), at(now + laterMs)];
      expect(!first.ok || !again.ok || first.value.until > now + laterMs).toBe(true);
    }),
  );
});
