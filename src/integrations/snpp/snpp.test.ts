import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { pageFor } from '../paging/page-for-tests.ts';
import { snppPage } from './snpp.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** A paging terminal of our own: answers each command as it is told, keeps what it heard. */
async function terminal(
  answers: Readonly<Record<string, string>>,
  greeting = '220 SNPP Gateway Ready',
): Promise<{ url: string; heard: string[] }> {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write(`${greeting}\r\n`);
    let rest = '';
    socket.on('data', (data: Buffer) => {
      rest += data.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        heard.push(line);
        const answer = answers[line.split(' ')[0] ?? ''] ?? '500 Command Not Implemented';
        if (answer === 'HANG UP') socket.destroy();
        else socket.write(`${answer}\r\n`);
      }
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return { url: `snpp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, heard };
}

const good = { PAGE: '250 Pager ID Accepted', MESS: '250 Message OK', SEND: '250 Message Sent Successfully', QUIT: '221 OK, Goodbye' };

describe('SNPP', () => {
  test('a page goes out in the order of the RFC, whether or not the terminal knows level 2', async () => {
    const { url, heard } = await terminal(good);
    expect(await snppPage(url, 'AtElbow').send(pageFor({ pager: '5551234' }))).toBe('sent');
    expect(heard).toEqual(['PAGE 5551234', 'CALL AtElbow', 'MESS AtElbow: 4W, P2. Call-back 17', 'SEND', 'QUIT']);
  });

  test('a two-way terminal that queues has it too; answers of several lines are read to their end', async () => {
    const { url } = await terminal({ ...good, SEND: '214-more\r\n960 tag 1234 queued' }, '220-hello\r\n220 ready');
    expect(await snppPage(url, 'AtElbow').send(pageFor({ pager: '1' }))).toBe('sent');
  });

  test('no pager, or one that the terminal does not know: nobody is there', async () => {
    const { url, heard } = await terminal({ ...good, PAGE: '550 Error, Invalid Pager ID' });
    expect(await snppPage(url, 'AtElbow').send(pageFor({ pager: '' }))).toBe('none');
    expect(heard).toEqual([]);
    expect(await snppPage(url, 'AtElbow').send(pageFor({ pager: '1' }))).toBe('none');
  });

  test.each([
    ['the terminal is full', { ...good, SEND: '554 Error, failed' }, /554 to SEND/],
    ['it refuses the words', { ...good, MESS: '550 no' }, /550 to MESS/],
    ['it hangs up in the middle', { ...good, MESS: 'HANG UP' }, /hung up|ECONNRESET/],
  ])('%s: the page fails, and the error holds no pager number', async (_, answers, message) => {
    const { url } = await terminal(answers);
    const failed = snppPage(url, 'AtElbow').send(pageFor({ pager: '5551234' }));
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.not.toThrow('5551234');
  });

  test('a busy terminal says so at once', async () => {
    const { url } = await terminal(good, '421 Too Many Connections');
    await expect(snppPage(url, 'AtElbow').send(pageFor({ pager: '1' }))).rejects.toThrow('421');
  });

  test('nobody listens', async () => {
    await expect(snppPage('snpp://127.0.0.1:9', 'AtElbow').send(pageFor({ pager: '1' }))).rejects.toThrow('ECONNREFUSED');
  });

  test('a pager number cannot carry a second command', async () => {
    const { url, heard } = await terminal(good);
    await snppPage(url, 'AtElbow').send(pageFor({ pager: '1\r\nSEND' }));
    expect(heard[0]).toBe('PAGE 1 SEND');
  });
});
