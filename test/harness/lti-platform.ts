import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';

const claim = (name: string): string => `https://purl.imsglobal.org/spec/lti/claim/${name}`;
const deep = (name: string): string => `https://purl.imsglobal.org/spec/lti-dl/claim/${name}`;
const ags = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
const scoreScope = 'https://purl.imsglobal.org/spec/lti-ags/scope/score';
const role = (name: string): string => `http://purl.imsglobal.org/vocab/lis/v2/membership#${name}`;

/** Our addresses, as they are pasted on the platform's side. */
export interface ToolAddresses {
  readonly login: string;
  readonly launch: string;
  readonly keys: string;
}

/**
 * A learning platform of somebody else: a course page that a browser opens, on another site than ours (`localhost`, we are 127.0.0.1). It knows LTI 1.3
 * from the specification alone, shares no code with the product, and checks what it gets with our published keys.
 */
export interface OthersPlatform {
  readonly url: string;
  readonly clientId: string;
  /** Says where the tool is, and what the course's activity opens. */
  meet(tool: ToolAddresses, target: string): void;
  /** Who sits before the platform, as it names them. */
  who: { readonly personId: string; readonly isInstructor: boolean };
  /** Scores that came, checked for their token. */
  readonly scores: readonly Readonly<Record<string, unknown>>[];
  close(): Promise<void>;
}

const html = (body: string): string => `<!doctype html><html lang="en"><title>Campus</title><body>${body}</body></html>`;
const attribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
/** A page that posts a form by itself. */
const posting = (to: string, fields: Readonly<Record<string, string>>): string =>
  html(
    `<form method="post" action="${attribute(to)}">${Object.entries(fields)
      .map(([name, value]) => `<input type="hidden" name="${name}" value="${attribute(value)}">`)
      .join('')}</form><script>document.forms[0].submit()</script>`,
  );

export async function startOthersPlatform(): Promise<OthersPlatform> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'campus', alg: 'RS256', use: 'sig' };
  const clientId = 'campus-tool-1';
  const scores: Readonly<Record<string, unknown>>[] = [];
  let [tool, target]: [ToolAddresses | null, string] = [null, ''];
  const platform = { who: { personId: '', isInstructor: false } };
  const known = (): ToolAddresses => tool ?? { login: '', launch: '', keys: '' };

  /** Step 1: somebody clicked; the tool is told to ask. */
  const hints = (wish: string): Record<string, string> => ({
    iss: url,
    login_hint: platform.who.personId,
    target_link_uri: target,
    lti_message_hint: wish,
    client_id: clientId,
    lti_deployment_id: 'd1',
  });

  /** Step 2: the tool asks who is coming; the answer goes by the browser. */
  async function authorize(asked: URLSearchParams): Promise<string> {
    const of = (name: string): string => asked.get(name) ?? '';
    if (of('client_id') !== clientId || of('redirect_uri') !== known().launch || of('response_mode') !== 'form_post')
      return html(`refused: ${asked}`);
    const now = Math.floor(Date.now() / 1000);
    const isChoice = of('lti_message_hint') === 'choose';
    const message = {
      iss: url,
      aud: clientId,
      sub: `campus-${of('login_hint')}`,
      nonce: of('nonce'),
      iat: now,
      exp: now + 300,
      [claim('version')]: '1.3.0',
      [claim('deployment_id')]: 'd1',
      [claim('roles')]: [role(platform.who.isInstructor ? 'Instructor' : 'Learner')],
      [claim('custom')]: { person_id: of('login_hint') },
      [claim('target_link_uri')]: target,
      ...(isChoice
        ? {
            [claim('message_type')]: 'LtiDeepLinkingRequest',
            [deep('deep_linking_settings')]: {
              deep_link_return_url: `${url}/chosen`,
              accept_types: ['ltiResourceLink'],
              accept_multiple: true,
              data: 'course-7',
            },
          }
        : {
            [claim('message_type')]: 'LtiResourceLinkRequest',
            [claim('resource_link')]: { id: 'activity-7' },
            [ags]: { scope: [scoreScope], lineitem: `${url}/items/7` },
          }),
    };
    const token = await new SignJWT(message).setProtectedHeader({ alg: 'RS256', kid: 'campus' }).sign(privateKey);
    return posting(of('redirect_uri'), { id_token: token, state: of('state') });
  }

  const ours = () => createRemoteJWKSet(new URL(known().keys));
  /** What the tool's trainer chose. */
  async function chosen(form: URLSearchParams): Promise<string> {
    const { payload } = await jwtVerify(form.get('JWT') ?? '', ours(), { issuer: clientId, audience: url });
    const items = payload[deep('content_items')] as { title: string; url: string }[];
    if (payload[claim('message_type')] !== 'LtiDeepLinkingResponse' || payload[deep('data')] !== 'course-7')
      return html('no answer of ours');
    target = items[0]?.url ?? '';
    return html(`<h1>Added to the course</h1><ul>${items.map((one) => `<li>${attribute(one.title)}</li>`).join('')}</ul>`);
  }

  async function answer(request: IncomingMessage, body: string, reply: ServerResponse): Promise<void> {
    const at = new URL(request.url ?? '', url);
    const send = (text: string, type = 'text/html'): void => void reply.writeHead(200, { 'content-type': type }).end(text);
    if (at.pathname === '/keys') return send(JSON.stringify({ keys: [jwk] }), 'application/json');
    if (at.pathname === '/course')
      return send(
        html(
          `<h1>Course</h1><a href="/open">Open the activity</a> <a href="/open?wish=choose">Add an activity</a><iframe title="Activity" src="/framed" width="600" height="300"></iframe>`,
        ),
      );
    // As most platforms do: the top window by a form, the frame by an address.
    if (at.pathname === '/open') return send(posting(known().login, hints(at.searchParams.get('wish') ?? 'open')));
    if (at.pathname === '/framed')
      return void reply.writeHead(302, { location: `${known().login}?${new URLSearchParams(hints('open'))}` }).end();
    if (at.pathname === '/auth') return send(await authorize(at.searchParams));
    if (at.pathname === '/chosen') return send(await chosen(new URLSearchParams(body)));
    if (at.pathname === '/token') {
      const form = new URLSearchParams(body);
      await jwtVerify(form.get('client_assertion') ?? '', ours(), { issuer: clientId, subject: clientId, audience: `${url}/token` });
      return send(
        JSON.stringify({ access_token: 'campus-token', token_type: 'Bearer', expires_in: 3600, scope: form.get('scope') }),
        'application/json',
      );
    }
    if (at.pathname === '/items/7/scores' && request.headers.authorization === 'Bearer campus-token') {
      scores.push(JSON.parse(body) as Record<string, unknown>);
      return void reply.writeHead(204).end();
    }
    reply.writeHead(404).end();
  }

  const server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      answer(request, Buffer.concat(parts).toString('utf8'), reply).catch((error: unknown) =>
        reply.writeHead(500).end(html(String(error))),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    clientId,
    meet: (addresses, opens) => ([tool, target] = [addresses, opens]),
    get who() {
      return platform.who;
    },
    set who(who) {
      platform.who = who;
    },
    scores,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
