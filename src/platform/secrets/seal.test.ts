import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readKeys, SecretsError, type Keyring } from './keyring.ts';
import { isSealed, keyIdOf, open, seal, type Place } from './seal.ts';

const text = fc.string({ unit: 'binary', maxLength: 400 });
const place: fc.Arbitrary<Place> = fc.record({ table: fc.string(), column: fc.string(), row: fc.string({ unit: 'grapheme' }) });
const keyring = fc
  .array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 1, maxLength: 4 })
  .map((keys) => readKeys(keys.map((bytes) => Buffer.from(bytes).toString('base64')).join(','), 'TEST'));
const newKeyring = (): Keyring => readKeys(randomBytes(32).toString('base64'), 'TEST');

test('what was sealed comes back as it was, under whichever key of the ring', () => {
  fc.assert(
    fc.property(keyring, place, text, fc.nat(), (keys, where, said, pick) => {
      const sealed = seal(keys[pick % keys.length] ?? keys[0], where, said);
      expect(isSealed(sealed)).toBe(true);
      expect(open(keys, where, sealed)).toBe(said);
    }),
  );
});

test('the same text is never the same twice, and shows nowhere in what is stored', () => {
  const keys = newKeyring();
  const where = { table: 't', column: 'c', row: '1' };
  const said = 'JBSWY3DPEHPK3PXP';
  const many = Array.from({ length: 50 }, () => seal(keys[0], where, said));
  expect(new Set(many).size).toBe(50);
  for (const one of many) expect(Buffer.from(one.split('.')[3] ?? '', 'base64url').includes(said)).toBe(false);
});

test('it opens in its own place only: not in another row, column or table', () => {
  fc.assert(
    fc.property(place, place, text, (mine, other, said) => {
      fc.pre(mine.table !== other.table || mine.column !== other.column || mine.row !== other.row);
      const keys = newKeyring();
      expect(() => open(keys, other, seal(keys[0], mine, said))).toThrow(/changed outside of AtElbow, or moved/);
    }),
  );
  // Parts that only together read the same are different places too.
  const keys = newKeyring();
  const sealed = seal(keys[0], { table: 'ab', column: 'c', row: 'd' }, 'x');
  expect(() => open(keys, { table: 'a', column: 'bc', row: 'd' }, sealed)).toThrow(SecretsError);
});

test('any bit that is changed shows', () => {
  const keys = newKeyring();
  const where = { table: 't', column: 'c', row: '1' };
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.nat(), (said, at) => {
      const sealed = seal(keys[0], where, said);
      const head = sealed.slice(0, sealed.lastIndexOf('.') + 1);
      const body = Buffer.from(sealed.slice(head.length), 'base64url');
      const bit = at % (body.length * 8);
      body[bit >> 3] = (body[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => open(keys, where, head + body.toString('base64url'))).toThrow(SecretsError);
      expect(() => open(keys, where, sealed.slice(0, head.length + (at % (sealed.length - head.length))))).toThrow(SecretsError);
    }),
  );
});

test('a key that is not here is named, and a name that was forged opens nothing', () => {
  const [mine, other] = [newKeyring(), newKeyring()];
  const where = { table: 'account', column: 'totp_secret', row: 'acc_1' };
  const sealed = seal(mine[0], where, 'x');
  expect(keyIdOf(sealed)).toBe(mine[0].id);
  expect(() => open(other, where, sealed)).toThrow(
    `What lies in account.totp_secret of acc_1 is sealed with key ${mine[0].id}, which is not among the keys of this server.`,
  );
  expect(() => open(other, where, sealed.replace(mine[0].id, other[0].id))).toThrow(/changed outside/);
  expect(() => open([...mine, ...other], where, sealed.replace(mine[0].id, other[0].id))).toThrow(/changed outside/);
});

test('keys are read with commas, lines and remarks between; whatever is no key is refused in words that name the setting', () => {
  const [a, b] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64url')];
  const ids = (given: string): string[] => readKeys(given, 'SECRETS_KEY').map((key) => key.id);
  expect(ids(`${a},${b}`)).toEqual([...ids(a), ...ids(b)]);
  expect(ids(`# new, 26 November\n${a}\r\n\n${b} # before\n`)).toEqual([...ids(a), ...ids(b)]);
  for (const bad of ['', ' # only a remark', 'short', `${a}=`.slice(1), `${a},password`, randomBytes(16).toString('base64')])
    expect(() => ids(bad)).toThrow(/^SECRETS_KEY holds/);
});
