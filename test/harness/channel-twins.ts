import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';

/** Everything that reached the outside, as text, by channel. */
export interface ChannelTwins {
  readonly heard: { readonly channel: 'snpp' | 'smtp' | 'telephony'; readonly text: string }[];
  readonly snppUrl: string;
  readonly smtpUrl: string;
  readonly telephonyApi: string;
  close(): Promise<void>;
}

const commands: Readonly<Record<ChannelLines, Readonly<Record<string, string>>>> = {
  snpp: { PAGE: '250 ok', CALL: '500 unknown', MESS: '250 ok', SEND: '250 sent', QUIT: '221 bye' },
  smtp: { EHLO: '250 twin', MAIL: '250 ok', RCPT: '250 ok', DATA: '354 go on', '.': '250 queued', QUIT: '221 bye' },
};
type ChannelLines = 'snpp' | 'smtp';

/** A paging terminal, a mail server and a provider of telephony, on loopback, that take everything and keep it. */
export async function startChannelTwins(): Promise<ChannelTwins> {
  const heard: ChannelTwins['heard'] = [];
  const lineServer = (channel: ChannelLines): Server =>
    createTcpServer((socket) => {
      let rest = '';
      let body = false;
      socket.on('error', () => undefined);
      socket.write('220 twin\r\n');
      socket.on('data', (data: Buffer) => {
        rest += data.toString('utf8');
        for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
          const line = rest.slice(0, end);
          rest = rest.slice(end + 2);
          heard.push({ channel, text: line });
          if (body && line !== '.') continue;
          body = line === 'DATA';
          socket.write(`${commands[channel][line.split(' ')[0] ?? ''] ?? '500 unknown'}\r\n`);
        }
      });
    });
  const http = createHttpServer((request, response) => {
    let body = '';
    request.on('data', (data: Buffer) => (body += data.toString('utf8')));
    request.on('end', () => {
      heard.push({ channel: 'telephony', text: `${request.url} ${[...new URLSearchParams(body)].flat().join(' ')}` });
      response.writeHead(201).end();
    });
  });
  const servers = [lineServer('snpp'), lineServer('smtp'), http];
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
        }),
    ),
  );
  return {
    heard,
    snppUrl: `snpp://127.0.0.1:${ports[0]}`,
    smtpUrl: `smtp://127.0.0.1:${ports[1]}`,
    telephonyApi: `http://127.0.0.1:${ports[2]}`,
    async close() {
      http.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
