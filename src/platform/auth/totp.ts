import { createHash, randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import QRCode from 'qrcode';
import type { Instant } from '#kernel/time.ts';

const stepSeconds = 30;
const recoveryCodes = 10;

/** A code as typed, without the blanks and dashes that apps and papers show. */
export const plainCode = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toLowerCase();

/**
 * The time step (RFC 6238) whose code this is: now, or one to either side, since clocks differ. Null for a wrong code and
 * for any step up to `lastStep`: a code seen over a shoulder works for nobody else.
 */
export function stepOfCode(secret: string, code: string, now: Instant, lastStep: number | null): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const current = Math.floor(now / 1000 / stepSeconds);
  for (const step of [current, current - 1, current + 1]) {
    if (lastStep !== null && step <= lastStep) continue;
    if (verifySync({ secret, token: code, epoch: step * stepSeconds }).valid) return step;
  }
  return null;
}

export interface TotpOffer {
  readonly secret: string;
  readonly otpauthUrl: string;
  readonly qrDataUrl: string;
}

export async function offerTotp(label: string): Promise<TotpOffer> {
  const secret = generateSecret();
  const otpauthUrl = generateURI({ issuer: 'AtElbow', label, secret });
  return { secret, otpauthUrl, qrDataUrl: await QRCode.toDataURL(otpauthUrl, { margin: 1, width: 240 }) };
}

/** Letters and digits that nobody mistakes for each other on paper (Crockford's base 32). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** `k7m2-9qwe-41xz-pr8t`: 80 random bits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodes }, () =>
    [...randomBytes(16)]
      .map((byte) => alphabet[byte % 32])
      .join('')
      .replaceAll(/(.{4})(?=.)/g, '$1-'),
  );
}

export const hashRecoveryCode = (code: string): Buffer => createHash('sha256').update(plainCode(code)).digest();
