import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backTo, isRedirectUri, readAuthorize } from './authorize.ts';
import { readCode, readRefresh, type Grant } from './exchange.ts';
import { grantable, resourceScopes, scopesOf } from './scopes.ts';

const client = { clientId: 'app1', name: 'Growth', redirectUris: ['https://app.example/back?x=1'] };
const audience = 'https://ehr.example/sandbox/a/fhir';
const good = {
  client_id: 'app1',
  redirect_uri: 'https://app.example/back?x=1',
  response_type: 'code',
  code_challenge: 'c'.repeat(43),
  code_challenge_method: 'S256',
  state: 's',
  aud: audience,
  scope: 'patient/*.rs',
};
const read = (change: Record<string, string | undefined>) => {
  const result = readAuthorize({ ...good, ...change }, client, [audience]);
  return result.ok ? 'ok' : result.refusal.code;
};

describe('a wish to be authorised', () => {
  it.each([
    ['as it should be', {}, 'ok'],
    ['a slash behind aud', { aud: `${audience}/` }, 'ok'],
    ['another address to return to', { redirect_uri: 'https://app.example/back' }, 'page'],
    ['a longer one', { redirect_uri: `${good.redirect_uri}&y=2` }, 'page'],
    ['none', { redirect_uri: undefined }, 'page'],
    ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
    ['no PKCE', { code_challenge: undefined }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['no state', { state: undefined }, 'invalid_request'],
    ['another server', { aud: 'https://other.example/fhir' }, 'invalid_request'],
    ['no scope', { scope: ' ' }, 'invalid_scope'],
  ])('%s', (_name, change, code) => expect(read(change)).toBe(code));

  it('goes back with what the address had already', () => {
    expect(backTo(good.redirect_uri, { code: 'a b', state: null })).toBe('https://app.example/back?x=1&code=a+b');
  });

  it.each([
    ['https://app.example/x', true],
    ['http://127.0.0.1:4000/', true],
    ['http://app.example/', false],
    ['https://app.example/#x', false],
    ['https://me@app.example/', false],
    ['javascript:alert(1)', false],
    ['/back', false],
  ])('%s may be registered: %s', (uri, may) => expect(isRedirectUri(uri)).toBe(may));
});

const grant: Grant = {
  clientId: 'app1',
  attemptId: 'a',
  redirectUri: good.redirect_uri,
  scope: 'patient/*.rs offline_access',
  challenge: 'hash',
  codeExpiresAt: 60,
  codeUsedAt: null,
  revokedAt: null,
};
const wish = { clientId: 'app1', attemptId: 'a', redirectUri: good.redirect_uri, verifierHash: 'hash', now: 59 };

describe('a code', () => {
  it('works once, in time, for whom and where it was made, with its verifier: any difference refuses it', () => {
    expect(readCode(grant, wish).ok).toBe(true);
    const wrong = [
      readCode(null, wish),
      readCode(grant, { ...wish, now: 60 }),
      readCode(grant, { ...wish, clientId: 'app2' }),
      readCode(grant, { ...wish, attemptId: 'b' }),
      readCode(grant, { ...wish, redirectUri: undefined }),
      readCode(grant, { ...wish, verifierHash: 'other' }),
      readCode({ ...grant, revokedAt: 1 }, wish),
    ];
    expect(wrong.map((one) => !one.ok && one.refusal.code)).toEqual(wrong.map(() => 'invalid_grant'));
    expect(readCode({ ...grant, codeUsedAt: 1 }, wish)).toMatchObject({ refusal: { code: 'revoke' } });
  });
});

describe('a refresh token', () => {
  const token = { grant, expiresAt: 100, usedAt: null };
  const refresh = { clientId: 'app1', attemptId: 'a', scope: undefined, now: 99 };
  it('gives what was allowed, or less; used again it ends everything', () => {
    expect(readRefresh(token, refresh)).toEqual({ ok: true, value: grant.scope });
    expect(readRefresh(token, { ...refresh, scope: 'patient/*.rs' })).toEqual({ ok: true, value: 'patient/*.rs' });
    expect(readRefresh(token, { ...refresh, scope: 'user/*.rs' })).toMatchObject({ refusal: { code: 'invalid_scope' } });
    expect(readRefresh(token, { ...refresh, now: 100 })).toMatchObject({ refusal: { code: 'invalid_grant' } });
    expect(readRefresh(token, { ...refresh, clientId: 'x' })).toMatchObject({ refusal: { code: 'invalid_grant' } });
    expect(readRefresh({ ...token, usedAt: 1 }, refresh)).toMatchObject({ refusal: { code: 'revoke' } });
  });
});

describe('scopes', () => {
  it('are given as they were asked for or not at all, never wider', () => {
    const part = fc.constantFrom(
      'patient/',
      'user/',
      'system/',
      '*',
      'Observation',
      'Shoe',
      '.',
      'rs',
      'sr',
      'cruds',
      'read',
      '?code=x',
      'openid',
      ' ',
    );
    const settings = { resourceTypes: new Set(['Observation']), hasFhirUser: false };
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const asked = parts.join('');
        const given = grantable(asked, settings);
        expect(scopesOf(asked)).toEqual(expect.arrayContaining(scopesOf(given)));
        for (const { type, letters } of resourceScopes(given)) {
          expect(['*', 'Observation']).toContain(type);
          expect(letters.length).toBeGreaterThan(0);
        }
        expect(given).not.toMatch(/system|Shoe|\?|\.sr/);
      }),
    );
    expect(grantable('launch patient/Observation.rs fhirUser user/Shoe.r', settings)).toBe('launch patient/Observation.rs');
  });
});
