import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { SaxesParser } from 'saxes';
import { afterEach, describe, expect, test } from 'vitest';
import { pageFor } from '../paging/page-for-tests.ts';
import { smsPage, voicePage } from './provider.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function provider(status = 201) {
  const heard: { url: string; headers: IncomingHttpHeaders; form: Record<string, string> }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (data: Buffer) => (body += data.toString('utf8')));
    request.on('end', () => {
      heard.push({ url: request.url ?? '', headers: request.headers, form: Object.fromEntries(new URLSearchParams(body)) });
      response.writeHead(status).end('{"message":"+13125550142 is not a mobile number"}');
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const api = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/2010-04-01`;
  return { account: { api, account: 'AC1', token: 'secret', from: '+13125550100' }, heard };
}

describe('a provider of telephony', () => {
  test('a text message is one form with Basic authentication and a key of its own', async () => {
    const { account, heard } = await provider();
    expect(await smsPage(account).send(pageFor({ phone: '+13125550142' }))).toBe('sent');
    expect(heard[0]?.url).toBe('/2010-04-01/Accounts/AC1/Messages.json');
    expect(heard[0]?.form).toEqual({
      From: '+13125550100',
      To: '+13125550142',
      Body: 'AtElbow: 4W, P2. Call-back 17. Answer 1 if you go, 2 if you cannot.',
    });
    expect(heard[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('AC1:secret').toString('base64')}`,
      'i-twilio-idempotency-token': 'pge.off_1.pager',
    });
  });

  test('a call says where, and takes the answer by key; a name of a unit cannot break it', async () => {
    const { account, heard } = await provider();
    const page = { ...pageFor({ phone: '+13125550142' }), unitName: 'Labour & <Delivery>' };
    expect(await voicePage(account, 'https://atelbow.example').send(page)).toBe('sent');
    const said: string[] = [];
    let action = '';
    const parser = new SaxesParser();
    parser.on('text', (text) => said.push(text));
    parser.on('opentag', ({ name, attributes }) => {
      if (name === 'Gather') action = attributes['action'] ?? '';
    });
    parser.write(heard[0]?.form['Twiml'] ?? '').close();
    expect(said[0]).toBe('Help is needed on Labour & <Delivery>. Priority 2. Press 1 if you go, 2 if you cannot.');
    expect(said.at(-1)).toContain('1 7');
    expect(action).toBe('https://atelbow.example/telephony/answer?offer=off_1&person=S1');
  });

  test('no number, no message; a refusal is a failure whose words hold no number', async () => {
    const { account, heard } = await provider(400);
    expect(await smsPage(account).send(pageFor({}))).toBe('none');
    expect(heard).toEqual([]);
    const failed = smsPage(account).send(pageFor({ phone: '+13125550142' }));
    await expect(failed).rejects.toThrow('answered 400 to Messages');
    await expect(failed).rejects.not.toThrow('555');
  });
});
