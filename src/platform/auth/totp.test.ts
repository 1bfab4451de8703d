import fc from 'fast-check';
import { generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import { hashRecoveryCode, newRecoveryCodes, stepOfCode } from './totp.ts';

// RFC 6238, appendix B: the SHA-1 key "12345678901234567890", codes cut to six digits.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a code of the authenticator app', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ])('is that of RFC 6238 at second %i', (seconds, code) => {
    expect(stepOfCode(secret, code, seconds * 1000, null)).toBe(Math.floor(seconds / 30));
  });

  it('is good for one step to either side, and only once', () => {
    const now = fc.integer({ min: 100_000, max: 2_000_000_000 });
    fc.assert(
      fc.property(now, fc.integer({ min: -4, max: 4 }), (seconds, drift) => {
        const step = Math.floor(seconds / 30) + drift;
        const code = generateSync({ secret, epoch: step * 30 });
        const found = stepOfCode(secret, code, seconds * 1000, null);
        expect(found === step).toBe(Math.abs(drift) <= 1);
        expect(stepOfCode(secret, code, seconds * 1000, step)).toBeNull();
      }),
    );
  });

  it('is six digits', () => {
    for (const typed of ['', '12345', '1234567', '28708x', '287 08']) expect(stepOfCode(secret, typed, 59_000, null)).toBeNull();
  });
});

it('recovery codes differ, and are known however they are typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/);
    expect(hashRecoveryCode(` ${code.toUpperCase().replaceAll('-', ' ')}`)).toEqual(hashRecoveryCode(code));
  }
});
