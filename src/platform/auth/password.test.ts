import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword } from './password.ts';
import { checkPassword } from './password-rules.ts';

describe('a stored password', () => {
  it('is known again, and nothing else is', async () => {
    const stored = await hashPassword('correct horse battery staple');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await isPassword('correct horse battery staple', stored)).toBe(true);
    expect(await isPassword('correct horse battery stapl', stored)).toBe(false);
    expect(await isPassword('', stored)).toBe(false);
    expect(await hashPassword('correct horse battery staple')).not.toBe(stored);
  });

  it('is the same whichever way a keyboard writes an accent', async () => {
    expect(await isPassword('cafe\u0301 noir le matin', await hashPassword('caf\u00e9 noir le matin'))).toBe(true);
  });

  it('is never there for an account without one', async () => {
    expect(await isPassword('', null)).toBe(false);
    expect(await isPassword('anything', 'not a hash')).toBe(false);
  });
});

describe('a new password', () => {
  const owner = { email: 'grace.hopper@lakeview.example', name: 'Grace Hopper' };
  const fits = (password: string): boolean => checkPassword(password, owner).ok;

  it.each([
    'short',
    'aaaaaaaaaaaaaaaa',
    'abababababab',
    'Password1234!',
    '123456789012',
    'qwertyuiopas',
    'Welcome2027!!!',
    'gracehopper2027',
    'Hopper.Grace.1906',
    'lakeview2027!!!!',
    'AtElbow2027!!!',
  ])('must not be %s', (password) => {
    expect(fits(password)).toBe(false);
  });

  it.each(['correct horse battery staple', 'grace under pressure on 4-West', 'пять зелёных слонов', '7hX!q92_zLw#'])(
    'may be %s',
    (password) => {
      expect(fits(password)).toBe(true);
    },
  );

  it('is told why not, in a sentence', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (password) => {
        const verdict = checkPassword(password, owner);
        expect(verdict.ok || /^[A-Z].*\.$/.test(verdict.refusal.text)).toBe(true);
      }),
    );
  });
});
