import { createDecipheriv, createECDH, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { Agent, createServer, type Server } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testCertificate } from './certificate-for-tests.ts';
import { webPushSender } from './web-push.ts';

/* A push service of our own with TLS, and a browser that decrypts by RFC 8291, written here from the RFC. */
let server: Server;
let port = 0;
let status = 201;
let heard: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
const browser = createECDH('prime256v1');
const authSecret = Buffer.from('0123456789abcdef');
const agent = new Agent({ ca: testCertificate.cert });
const push = webPushSender({ subject: 'mailto:it@lakeview.example', hosts: ['127.0.0.1'], agent });
const keys = push.makeKeys();
const payload = JSON.stringify({ unit: '4 West', priority: 'P2', code: '17', offer: 'off_1' });

beforeAll(async () => {
  browser.generateKeys();
  server = createServer(testCertificate, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(status).end('secret address of somebody');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => server.close());
beforeEach(() => {
  heard = [];
  status = 201;
});

const send = () =>
  push.send(
    {
      endpoint: `https://127.0.0.1:${port}/send/abc`,
      p256dh: browser.getPublicKey('base64url'),
      auth: authSecret.toString('base64url'),
    },
    payload,
    { keys, ttlSeconds: 30, key: 'pge.req_1.1.push' },
  );

/** RFC 8188 with the keys of RFC 8291: salt, record size, the sender's key, one record. */
function decrypt(body: Buffer): string {
  const salt = body.subarray(0, 16);
  const keyLength = body[20] ?? 0;
  const senderKey = body.subarray(21, 21 + keyLength);
  const record = body.subarray(21 + keyLength);
  const shared = browser.computeSecret(senderKey);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), senderKey]);
  const ikm = Buffer.from(hkdfSync('sha256', shared, authSecret, info, 32));
  const key = hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16);
  const nonce = hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12);
  const decipher = createDecipheriv('aes-128-gcm', Buffer.from(key), Buffer.from(nonce));
  decipher.setAuthTag(record.subarray(-16));
  const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8');
}

describe('web push', () => {
  test('only this browser can read it, and the push service knows who sent it', async () => {
    expect(await send()).toBe('sent');
    const [one] = heard;
    expect(one?.body.includes('4 West')).toBe(false);
    expect(decrypt(one?.body ?? Buffer.alloc(0))).toBe(payload);
    expect(one?.headers).toMatchObject({ ttl: '30', urgency: 'high', 'content-encoding': 'aes128gcm' });
    const [, token = '', publicKey = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(one?.headers.authorization ?? '') ?? [];
    expect(publicKey).toBe(keys.publicKey);
    const point = Buffer.from(publicKey, 'base64url');
    const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
    const [head = '', claims = '', signature = ''] = token.split('.');
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    const signed = Buffer.from(`${head}.${claims}`);
    expect(verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      aud: `https://127.0.0.1:${port}`,
      sub: 'mailto:it@lakeview.example',
    });
  });

  test.each([404, 410])('%d: this browser is gone', async (answer) => {
    status = answer;
    expect(await send()).toBe('gone');
  });

  test('a service in trouble is a failure whose words hold no address', async () => {
    status = 503;
    const failed = send();
    await expect(failed).rejects.toThrow('the push service answered 503');
    await expect(failed).rejects.not.toThrow('secret');
  });

  test('pushes go to known services by TLS only: an address is not a door into the network', () => {
    expect(push.isAllowed('https://fcm.googleapis.com/fcm/send/x')).toBe(true);
    expect(push.isAllowed('https://updates.push.services.mozilla.com/wpush/v2/x')).toBe(true);
    for (const other of ['http://fcm.googleapis.com/x', 'https://fcm.googleapis.com.evil.example/x', 'https://localhost/x', 'nonsense'])
      expect(push.isAllowed(other)).toBe(false);
  });
});
