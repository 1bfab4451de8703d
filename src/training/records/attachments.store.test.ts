import { makeCertificate, makeJws, makeSigner } from '#test/harness/certificate.ts';
import { recordClient, type Send } from '#test/harness/record-client.ts';
import { agent, attach, faultsIn, make, mixed, signature, type Json, type Part } from '#test/harness/record-statements.ts';
import { startTestApp, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let app: TestApp;
const clients = new Map<string, Send>();
beforeAll(async () => {
  app = await startTestApp();
  for (const version of ['1.0.3', '2.0.0'] as const) clients.set(version, await recordClient(app, version));
});
afterAll(() => app.close());

const note = attach('what the nurse wrote');
const withNote = (more: Json = {}) => make({ attachments: [{ ...note.attachment, ...more }] });
const [signer, office, stranger] = [makeSigner(), makeSigner(), makeSigner()];
const chain = [makeCertificate(signer, office), makeCertificate(office)];

describe.each(['1.0.3', '2.0.0'] as const)('attachments, mount %s', (version) => {
  const send: Send = (...args) => (clients.get(version) as Send)(...args);
  const post = (statement: unknown, parts: readonly Part[]) => send('POST', 'statements', mixed(statement, parts));

  test('Communication 1.5.2 bytes are kept and given back as multipart, and not given back unless asked for', async () => {
    const statement = withNote();
    expect((await post(statement, [note.part])).status).toBe(200);
    const query = { statementId: statement.id };
    const back = await send('GET', 'statements', { query: { ...query, attachments: 'true' } });
    expect(back.headers.get('content-type')).toMatch(/^multipart\/mixed; boundary=/);
    expect(back.text).toContain('Content-Transfer-Encoding: binary\r\n');
    expect(back.text).toContain(`X-Experience-API-Hash: ${note.attachment.sha2}\r\n\r\nwhat the nurse wrote\r\n`);
    for (const asked of [query, { ...query, attachments: 'false' }]) {
      const plain = await send('GET', 'statements', { query: asked });
      expect(plain.headers.get('content-type')).toMatch(/^application\/json/);
      expect(plain.text).not.toContain('what the nurse wrote');
    }
    const many = await send('GET', 'statements', { query: { attachments: 'true', limit: '1', agent: JSON.stringify(agent('nobody')) } });
    expect(many.headers.get('content-type')).toMatch(/^multipart\/mixed; boundary=/);
  });

  test('Communication 1.5.2 binary bytes come back as they were sent, one copy for two statements', async () => {
    const bytes = Buffer.from(Array.from({ length: 2048 }, (_, n) => (n * 37) % 256));
    const scan = attach(Buffer.concat([bytes, Buffer.from('\r\n--xy\r\n')]), 'image/png');
    const two = [make({ attachments: [scan.attachment] }), make({ attachments: [scan.attachment] })];
    expect((await post(two, [scan.part])).status).toBe(200);
    const { bytes: body } = await send('GET', 'statements', { query: { limit: '2', attachments: 'true' } });
    const first = body.indexOf(scan.part.content);
    expect(first).toBeGreaterThan(0);
    expect(body.indexOf(scan.part.content, first + 1)).toBe(-1);
  });

  test('Communication 1.5.1 JSON alone is taken without attachments, and with those that have a fileUrl', async () => {
    const linked = withNote({ fileUrl: 'https://lakeview.example/n.txt' });
    expect((await send('POST', 'statements', { body: [make(), linked] })).status).toBe(200);
    for (const statements of [make(), [make(), make()], withNote({ fileUrl: 'https://lakeview.example/n.txt' })])
      expect((await post(statements, [])).status).toBe(200);
  });

  const { headers } = note.part;
  test.each<[string, () => unknown, readonly Part[]]>([
    ['bytes that neither came nor have a fileUrl', () => withNote(), []],
    ['a part that no statement declares', () => make(), [note.part]],
    ['another transfer encoding', () => withNote(), [{ ...note.part, headers: headers.replace('binary', 'base64') }]],
    ['no transfer encoding', () => withNote(), [{ ...note.part, headers: headers.replace('Content-Transfer-Encoding: binary\r\n', '') }]],
    ['no hash', () => withNote(), [{ ...note.part, headers: headers.replace(/\r\nX-.*$/, '') }]],
    ['bytes of another hash', () => withNote(), [{ ...note.part, content: 'something else' }]],
    ['another Content-Type than declared', () => withNote(), [{ ...note.part, headers: headers.replace('text/plain', 'image/png') }]],
    ['another Content-Length than declared', () => withNote(), [{ ...note.part, headers: `${headers}\r\nContent-Length: 3` }]],
  ])('Communication 1.5.2 refused: %s', async (_what, statement, parts) => {
    const reply = await post(statement(), parts);
    expect([reply.status, faultsIn(reply.json)[0]?.clause]).toEqual([400, 'Communication 1.5.2']);
  });

  test('Communication 1.5.2 refused: no boundary, no end, a first part that is not JSON', async () => {
    const whole = mixed(withNote(), [note.part]);
    const broken = [
      { ...whole, headers: { 'content-type': 'multipart/mixed' } },
      { ...whole, body: whole.body.subarray(0, -10) },
      { ...whole, body: Buffer.from(whole.body.toString('latin1').replace('application/json', 'text/plain'), 'latin1') },
      { ...whole, headers: { 'content-type': 'multipart/form-data; boundary=xyz' } },
    ];
    for (const request of broken) expect((await send('POST', 'statements', request)).status).toBe(400);
  });

  test('Communication 1.5.2 a part may name its media type without the parameters that the statement gives', async () => {
    const { attachment, part } = note;
    const statement = make({ attachments: [{ ...attachment, contentType: 'text/plain; charset=ascii' }] });
    expect((await post(statement, [part])).status).toBe(200);
  });

  const sign = (statement: Json, jws: string) => {
    const { attachment, part } = signature(jws);
    return post({ ...statement, attachments: [attachment] }, [part]);
  };

  test.each(['RS256', 'RS384', 'RS512'] as const)(
    'Data 2.6 a signature by %s is taken when its payload is the statement, with a certificate and without',
    async (alg) => {
      for (const header of [{ alg }, { alg, x5c: chain }]) {
        const statement = make({ result: { duration: 'PT1M0.123S' } });
        const sent = {
          ...statement,
          result: { duration: 'PT1M0.129S' },
          actor: { objectType: 'Agent', mbox: 'mailto:ann@LAKEVIEW.example' },
        };
        expect((await sign(sent, makeJws(header, statement, signer))).status).toBe(200);
      }
    },
  );

  const unsignable = make();
  test.each<[string, string]>([
    ['another statement as its payload', makeJws({ alg: 'RS256' }, { ...unsignable, actor: agent('cy') }, signer)],
    ['another key than that of its certificate', makeJws({ alg: 'RS256', x5c: chain }, unsignable, stranger)],
    [
      'a chain that does not hold together',
      makeJws({ alg: 'RS256', x5c: [chain[0] ?? '', makeCertificate(stranger)] }, unsignable, signer),
    ],
    ['what is no certificate', makeJws({ alg: 'RS256', x5c: ['AAAA'] }, unsignable, signer)],
    ['a forbidden algorithm', `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.e30.c2ln`],
    ['no JWS', 'not a signature'],
  ])('Data 2.6 a signature is refused that has %s', async (_what, jws) => {
    const refused = await sign(unsignable, jws);
    const fault = { path: '$.attachments[0]', clause: 'Data 2.6', text: expect.any(String) as string };
    expect([refused.status, faultsIn(refused.json)]).toEqual([400, [fault]]);
  });

  test('Data 2.6 a signature is an octet-stream', async () => {
    const statement = make();
    const jws = makeJws({ alg: 'RS256' }, statement, signer);
    const { attachment, part } = attach(jws, 'text/plain', 'http://adlnet.gov/expapi/attachments/signature');
    const refused = await post({ ...statement, attachments: [attachment] }, [part]);
    expect([refused.status, faultsIn(refused.json)[0]?.path]).toEqual([400, '$.attachments[0].contentType']);
  });
});
