import { createLocalJWKSet, decodeJwt, jwtVerify, type JWTPayload } from 'jose';
import { refuse, ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import { publishedKeys } from '#platform/auth/published-keys.ts';
import { hashToken } from '#platform/auth/token.ts';
import type { Db } from '#platform/db/open.ts';
import { assertionAlgorithms } from '../core/smart/app-keys.ts';
import { assertionType, readAssertion } from '../core/smart/assertion.ts';
import { readBasic } from '../core/smart/client-secret.ts';
import { findApp, useAssertion, type AppRow } from '../store/apps.ts';
import type { Form } from './app-tokens.ts';

/** Who speaks at the token endpoint, as it came. */
export interface Speaker {
  readonly authorization: string | undefined;
  readonly form: Form;
  /** Addresses that an assertion may be meant for. */
  readonly audiences: readonly string[];
}

const wrongSecret = refuse('invalid_client', 'The secret of this app is wrong, or missing.');

/**
 * Which app speaks, and whether it may: one that has a secret must show it, as HTTP Basic or in the form (RFC 6749, section 2.3.1); one that has keys
 * must sign for itself (RFC 7523). Answers the form with its `client_id`.
 */
export async function clientForm(
  db: Db,
  { authorization, form, audiences }: Speaker,
  now: Instant,
): Promise<Result<Form, 'invalid_client'>> {
  if (form.client_assertion !== undefined) return bySignature(db, { form, audiences }, now);
  const basic = readBasic(authorization);
  const clientId = basic?.clientId ?? form.client_id ?? '';
  if (basic !== null && form.client_id !== undefined && form.client_id !== basic.clientId) return wrongSecret;
  const app = await findApp(db, clientId);
  if (app && signs(app)) return refuse('invalid_client', 'This app signs for itself: client_assertion is missing.');
  const secret = basic?.secret ?? form.client_secret ?? '';
  // Hashes are compared, so the time it takes says nothing of the secret.
  if (app?.secret_hash && !app.secret_hash.equals(hashToken(secret))) return wrongSecret;
  return ok({ ...form, client_id: clientId });
}

const signs = ({ jwks, jwks_uri }: AppRow): boolean => jwks !== null || jwks_uri !== null;

async function bySignature(
  db: Db,
  { form, audiences }: Omit<Speaker, 'authorization'>,
  now: Instant,
): Promise<Result<Form, 'invalid_client'>> {
  const no = (text: string) => refuse('invalid_client', text);
  const assertion = form.client_assertion ?? '';
  if (form.client_assertion_type !== assertionType) return no(`client_assertion_type must be ${assertionType}.`);
  const clientId = issuerOf(assertion);
  if (form.client_id !== undefined && form.client_id !== clientId) return no('client_id is not the app that signed the assertion.');
  const app = await findApp(db, clientId);
  if (!app || !signs(app)) return no('No app with keys is registered under the issuer of the assertion.');
  const claims = await verified(assertion, app, now);
  if (claims === null) return no('The assertion is not signed by a key of the app, with RS384 or ES384.');
  const read = readAssertion(claims, clientId, audiences, now);
  if (!read.ok) return read;
  const isNew = await useAssertion(db, clientId, hashToken(read.value.jti), read.value.until, now);
  return isNew ? ok({ ...form, client_id: clientId }) : no('The assertion was used before (jti).');
}

function issuerOf(assertion: string): string {
  try {
    return decodeJwt(assertion).iss ?? '';
  } catch {
    return '';
  }
}

/** Null: no key of the app has signed it. Its times are judged by whoever reads the claims. */
async function verified(assertion: string, { jwks, jwks_uri }: AppRow, now: Instant): Promise<JWTPayload | null> {
  const anyTime = { currentDate: new Date(now), clockTolerance: Number.MAX_SAFE_INTEGER };
  const how = { algorithms: [...assertionAlgorithms], ...anyTime };
  try {
    if (jwks !== null) return (await jwtVerify(assertion, createLocalJWKSet({ keys: jwks.map((key) => ({ ...key })) }), how)).payload;
    return jwks_uri === null ? null : (await jwtVerify(assertion, publishedKeys(jwks_uri), how)).payload;
  } catch {
    return null;
  }
}
