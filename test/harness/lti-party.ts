import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

/** The other side of LTI: a server on loopback with keys of its own that signs whatever the test wants. */
export interface LtiParty {
  readonly url: string;
  readonly kid: string;
  /** By default with the published key and RS256. */
  sign(payload: JWTPayload, how?: { readonly kid?: string; readonly key?: CryptoKey | Uint8Array; readonly alg?: string }): Promise<string>;
  /** A key that it does not publish. */
  readonly strangeKey: CryptoKey;
  /** What it was sent, beside its keys. */
  readonly heard: { readonly method: string; readonly url: string; readonly body: string; readonly authorization: string }[];
  /** How it answers other calls; 404 until set. */
  answer: (request: IncomingMessage, body: string, reply: ServerResponse) => void;
  /** From now on another key is published and signs. */
  rotate(kid: string): Promise<void>;
  close(): Promise<void>;
}

export async function startLtiParty(): Promise<LtiParty> {
  const make = () => generateKeyPair('RS256', { extractable: true });
  let own = await make();
  let kid = 'first';
  const published: JWK[] = [];
  const publish = async (): Promise<void> =>
    void published.splice(0, 2, { ...(await exportJWK(own.publicKey)), kid, alg: 'RS256', use: 'sig' });
  await publish();
  const { privateKey: strangeKey } = await make();
  const heard: LtiParty['heard'] = [];
  const party: { answer: LtiParty['answer'] } = {
    answer: (_request, _body, reply) => void reply.writeHead(404).end(),
  };
  const server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      if (request.url === '/keys') {
        reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: published }));
        return;
      }
      heard.push({ method: request.method ?? '', url: request.url ?? '', body, authorization: request.headers.authorization ?? '' });
      party.answer(request, body, reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get kid() {
      return kid;
    },
    strangeKey,
    heard,
    get answer() {
      return party.answer;
    },
    set answer(value) {
      party.answer = value;
    },
    sign: (payload, how = {}) =>
      new SignJWT(payload).setProtectedHeader({ alg: how.alg ?? 'RS256', kid: how.kid ?? kid, typ: 'JWT' }).sign(how.key ?? own.privateKey),
    async rotate(next) {
      own = await make();
      kid = next;
      await publish();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A token that nobody has signed (`alg: none`). */
export const unsigned = (payload: JWTPayload): string =>
  `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.`;

/** The fields of the form in a page that sends itself. */
export function formIn(html: string): { action: string; fields: Record<string, string> } {
  const plain = (text: string): string =>
    text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [
    plain(name),
    plain(value),
  ]);
  return {
    action: plain(/<form method="post" action="([^"]*)"/.exec(html)?.[1] ?? ''),
    fields: Object.fromEntries(fields) as Record<string, string>,
  };
}
