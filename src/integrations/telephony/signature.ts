import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Of a web hook in Twilio's shape: HMAC-SHA1 with the account's token over the full address and every field of the form, name and value
 * joined, in the order of the names (https://www.twilio.com/docs/usage/webhooks/webhooks-security).
 */
export function signatureOf(token: string, url: string, form: Readonly<Record<string, string>>): string {
  const fields = Object.keys(form).toSorted((a, b) => (a < b ? -1 : 1));
  return createHmac('sha1', token)
    .update(url + fields.map((name) => name + form[name]).join(''))
    .digest('base64');
}

export function isSigned(given: string | undefined, token: string, url: string, form: Readonly<Record<string, string>>): boolean {
  const [mine, theirs] = [Buffer.from(signatureOf(token, url, form)), Buffer.from(given ?? '')];
  return mine.length === theirs.length && timingSafeEqual(mine, theirs);
}
