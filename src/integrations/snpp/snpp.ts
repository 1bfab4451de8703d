import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Page } from '#support/index.ts';

const timeoutMs = 10_000;
const standardPort = 444;

/**
 * Pages by SNPP (RFC 1861, level 1: PAGE, MESS, SEND), with the caller named where the terminal takes it (level 2, CALL). A terminal that
 * refuses the pager itself (550) has no such person; anything else is a failure and is tried again.
 */
export function snppPage(address: string, sender: string): Page {
  const { hostname, port } = new URL(address);
  return {
    async send({ to, text }) {
      if (to.pager === '') return 'none';
      const line = await dial(hostname, port === '' ? standardPort : Number(port));
      try {
        await line.expect('220');
        const pager = await line.say(`PAGE ${oneLine(to.pager)}`);
        if (pager.startsWith('550')) return 'none';
        must(pager, 'PAGE');
        await line.say(`CALL ${oneLine(sender)}`); // level 2: a terminal that does not know it answers 500, which changes nothing
        must(await line.say(`MESS ${oneLine(text)}`), 'MESS');
        must(await line.say('SEND'), 'SEND');
        await line.say('QUIT').catch(() => ''); // it has the page; how it hangs up is its own affair
        return 'sent';
      } finally {
        line.close();
      }
    },
  };
}

/** A command is one line: nothing may end it early. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ').trim();

/** 250 done, 860 and 960 queued or delivered (two-way terminals). The terminal's own words may repeat a pager's number and stay out. */
function must(answer: string, command: string): void {
  if (!/^(2|[89]6)/.test(answer)) throw new Error(`the paging terminal answered ${answer.slice(0, 3)} to ${command}`);
}

interface Line {
  readonly expect: (code: string) => Promise<void>;
  readonly say: (command: string) => Promise<string>;
  readonly close: () => void;
}

async function dial(host: string, port: number): Promise<Line> {
  const socket = await open(host, port);
  socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`the paging terminal did not answer within ${timeoutMs / 1000} seconds`)));
  let broken: Error | null = null;
  socket.on('error', (error) => {
    broken = error;
  });
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done === true) throw broken ?? new Error('the paging terminal hung up');
    return value;
  };
  /** The last line of an answer: 214 help texts come in several, each but the last with a hyphen. */
  const answer = async (): Promise<string> => {
    for (;;) {
      const line = await next();
      if (line[3] !== '-') return line;
    }
  };
  return {
    async expect(code) {
      const said = await answer();
      if (!said.startsWith(code)) throw new Error(`the paging terminal answered ${said.slice(0, 3)} to the call`);
    },
    async say(command) {
      socket.write(`${command}\r\n`);
      return answer();
    },
    close: () => socket.destroy(),
  };
}

const open = (host: string, port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port }, () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('the paging terminal cannot be reached')));
  });
