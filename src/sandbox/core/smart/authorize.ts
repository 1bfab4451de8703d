import { ok, refuse, type Result } from '#kernel/result.ts';

/** An app that was registered. PKCE and the exact address are asked of each; one that can keep a secret shows it at the token endpoint too. */
export interface SmartClient {
  readonly clientId: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
}

/** What the browser brings to the authorization endpoint. */
export type Query = Readonly<Record<string, string | undefined>>;

export interface AuthorizeWish {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly scope: string;
  readonly nonce: string | null;
  readonly challenge: string;
  /** Of a launch from the EHR; null: the app began by itself. */
  readonly launch: string | null;
}

/** `page`: tell the person, and never send the browser on. Otherwise an error code of RFC 6749 for the app. */
type Wrong = 'page' | 'invalid_request' | 'unsupported_response_type' | 'invalid_scope';

const challengePattern = /^[A-Za-z0-9_-]{43}$/;
const stateLengthMax = 2000;

/**
 * Reads a wish to be authorised. Nothing is sent to an address that is not registered, letter by letter, for this client.
 * @param audiences addresses that may be meant as `aud`: of this FHIR server
 */
export function readAuthorize(query: Query, client: SmartClient | null, audiences: readonly string[]): Result<AuthorizeWish, Wrong> {
  if (!client) return refuse('page', 'No app with this client_id is registered here.');
  const { redirect_uri: redirectUri, state, code_challenge: challenge = '', scope = '' } = query;
  if (redirectUri === undefined || !client.redirectUris.includes(redirectUri))
    return refuse('page', 'The address to return to is not one that is registered for this app.');
  if (query.response_type !== 'code') return refuse('unsupported_response_type', 'response_type must be code.');
  if (query.code_challenge_method !== 'S256' || !challengePattern.test(challenge))
    return refuse('invalid_request', 'PKCE is required: code_challenge with code_challenge_method=S256.');
  if (state === undefined || state === '' || state.length > stateLengthMax) return refuse('invalid_request', 'state is required.');
  if (query.aud === undefined || !audiences.includes(query.aud.replace(/\/$/, '')))
    return refuse('invalid_request', 'aud must be the address of this FHIR server.');
  if (scope.trim() === '') return refuse('invalid_scope', 'Say in scope what is needed.');
  const { nonce = null, launch = null } = query;
  return ok({ clientId: client.clientId, redirectUri, state, scope, nonce, challenge, launch });
}

/** The address that the browser goes back to, with what it brings. */
export function backTo(redirectUri: string, values: Readonly<Record<string, string | null>>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(values)) if (value !== null) url.searchParams.set(name, value);
  return url.href;
}

/** Addresses that an app may register: https, or plain http on this very machine. */
export function isRedirectUri(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, hash, username } = new URL(text);
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  return hash === '' && username === '' && (protocol === 'https:' || (protocol === 'http:' && isHere));
}
