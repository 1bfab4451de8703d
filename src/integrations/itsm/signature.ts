import { createHmac, timingSafeEqual } from 'node:crypto';

export const sign = (secret: string, text: string | Buffer): string => `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;

/** Compared in constant time; a signature of another form is none. */
export function isSigned(secret: string, text: string | Buffer, given: string): boolean {
  const [made, sent] = [Buffer.from(sign(secret, text)), Buffer.from(given)];
  return made.length === sent.length && timingSafeEqual(made, sent);
}
