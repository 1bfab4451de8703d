import { createServer, type Server } from 'node:http';
import { SaxesParser } from 'saxes';
import { afterEach, describe, expect, test } from 'vitest';
import { pageFor } from '../paging/page-for-tests.ts';
import { wctpPage } from './wctp.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function carrier(answer: string, status = 200): Promise<{ url: string; heard: string[] }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (data: Buffer) => (body += data.toString('utf8')));
    request.on('end', () => {
      heard.push(body);
      response.writeHead(status, { 'content-type': 'text/xml' }).end(answer);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return { url: `http://hospital:s%26cret@127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/wctp`, heard };
}

const confirmation = (inside: string): string =>
  `<?xml version="1.0"?><wctp-Operation wctpVersion="WCTP-DTD-V1R3"><wctp-Confirmation>${inside}</wctp-Confirmation></wctp-Operation>`;
const success = confirmation('<wctp-Success successCode="200" successText="accepted"/>');

/** Tag -> attributes, and the text, by a parser that knows nothing of how it was written. */
function parsed(xml: string): { tags: Record<string, Record<string, string>>; text: string } {
  const tags: Record<string, Record<string, string>> = {};
  let text = '';
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => (tags[name] = attributes as Record<string, string>));
  parser.on('text', (part) => (text += part));
  parser.write(xml).close();
  return { tags, text };
}

describe('WCTP', () => {
  test('a page is one submit request that reads back as it was meant', async () => {
    const { url, heard } = await carrier(success);
    expect(await wctpPage(url, 'Lake "View" & Co').send(pageFor({ pager: '555<1>' }))).toBe('sent');
    const { tags, text } = parsed(heard[0] ?? '');
    expect(tags['wctp-Originator']).toEqual({ senderID: 'Lake "View" & Co', securityCode: 's&cret' });
    expect(tags['wctp-Recipient']).toEqual({ recipientID: '555<1>' });
    expect(tags['wctp-MessageControl']).toMatchObject({ messageID: 'pge.off_1.pager', deliveryPriority: 'HIGH' });
    expect(text).toBe('AtElbow: 4W, P2. Call-back 17');
  });

  test('nobody has this pager', async () => {
    const { url } = await carrier(confirmation('<wctp-Failure errorCode="403" errorText="Invalid recipientID"/>'));
    expect(await wctpPage(url, 'AtElbow').send(pageFor({ pager: '1' }))).toBe('none');
    expect(await wctpPage(url, 'AtElbow').send(pageFor({ pager: '' }))).toBe('none');
  });

  test.each([
    ['a failure', confirmation('<wctp-Failure errorCode="604"/>'), 200, 'code 604'],
    ['an error page', '<html>down</html>', 503, '503'],
    ['another document', '<html></html>', 200, 'without a confirmation'],
    ['no document', 'sorry', 200, ''],
  ])('%s is a failure', async (_, answer, status, message) => {
    const { url } = await carrier(answer, status);
    await expect(wctpPage(url, 'AtElbow').send(pageFor({ pager: '1' }))).rejects.toThrow(message);
  });
});
