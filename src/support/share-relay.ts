import { timingSafeEqual } from 'node:crypto';
import type { WebSocket } from '@fastify/websocket';
import { hashToken } from '#platform/auth/token.ts';
import { FromBrowser, type ToBrowser } from './contract.ts';
import type { DeskDeps } from './shell/change-desk.ts';
import { end, shown } from './shell/share.ts';
import * as store from './store/shares.ts';

type LogError = (error: unknown, doing: string) => void;
const beatMs = 10_000;
const helloMs = 10_000;
/** Told to a browser that closes for a reason of ours (RFC 6455, 7.4.2: 4000 to 4999 are ours). */
const refusedCode = 4403;

/** One browser's end of a share. What it sends is handled in order, one at a time. */
class Line {
  readonly socket: WebSocket;
  share: store.Share | null = null;
  side: store.Side = 'caller';
  #seq = 0;
  #told = '';
  #work: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket) {
    this.socket = socket;
  }

  next(work: () => Promise<void>, logError: LogError): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      logError(error, 'screen-share signalling');
      this.socket.close(1011);
    });
  }

  send(message: ToBrowser): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(message));
  }

  /** What the table holds for this side and it has not had yet: the table is the truth, the hint only says "look". */
  async catchUp(desk: DeskDeps): Promise<void> {
    if (!this.share) return;
    const { share_id } = this.share;
    for (const { seq, body } of await store.signalsAfter(desk.db, share_id, this.side, this.#seq)) {
      this.#seq = Number(seq);
      this.send({ kind: 'signal', data: body });
    }
    const now = await store.findShare(desk.db, 'share_id', share_id);
    if (!now || now.state === this.#told) return;
    this.#told = now.state;
    this.send({ kind: 'state', state: now.state, endedBy: now.ended_by });
    if (now.state === 'ended') this.socket.close(1000);
  }
}

/**
 * Carries signals between two browsers that may be connected to different instances: through a table, with NOTIFY as a hint. The picture goes
 * from browser to browser and never comes here. When either side's socket closes, the share is over: consent lasts as long as the line.
 */
export class ShareRelay {
  readonly #desk: DeskDeps;
  readonly #logError: LogError;
  readonly #lines = new Set<Line>();
  #stop: () => Promise<void> = async () => undefined;

  constructor(desk: DeskDeps, logError: LogError) {
    this.#desk = desk;
    this.#logError = logError;
  }

  async start(): Promise<void> {
    const unlisten = await this.#desk.db.listen(store.shareChannel, (shareId) => {
      for (const line of this.#lines)
        if (shareId === '' || line.share?.share_id === shareId) line.next(() => line.catchUp(this.#desk), this.#logError);
    });
    const timer = setInterval(() => void this.#beat().catch((error: unknown) => this.#logError(error, 'screen-share')), beatMs);
    this.#stop = async () => {
      clearInterval(timer);
      await unlisten();
    };
  }

  stop(): Promise<void> {
    for (const line of this.#lines) line.socket.close(1001);
    return this.#stop();
  }

  async #beat(): Promise<void> {
    const held = [...this.#lines].flatMap(({ share }) => share?.share_id ?? []);
    if (held.length > 0) await store.keepAlive(this.#desk.db, held);
    for (const { shareId, joined } of await store.lostShares(this.#desk.db)) await end(this.#desk, shareId, joined ? 'lost' : 'not-joined');
  }

  accept(socket: WebSocket): void {
    const line = new Line(socket);
    this.#lines.add(line);
    const waiting = setTimeout(() => line.share ?? socket.close(refusedCode), helloMs);
    socket.on('message', (raw: Buffer) => line.next(() => this.#hear(line, raw.toString()), this.#logError));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(waiting);
      this.#lines.delete(line);
      const { share } = line;
      if (share) line.next(async () => void (await end(this.#desk, share.share_id, 'lost')), this.#logError);
    });
  }

  async #hear(line: Line, raw: string): Promise<void> {
    const read = FromBrowser.safeParse(parsed(raw));
    if (!read.success) return line.socket.close(1007);
    const message = read.data;
    if (message.kind === 'hello') return this.#greet(line, message.shareId, message.token);
    const { share, side } = line;
    if (!share) return line.socket.close(refusedCode);
    if (message.kind === 'end') await end(this.#desk, share.share_id, side);
    else if (message.kind === 'signal') {
      const kept = await store.addSignal(this.#desk.db, share.share_id, side === 'agent' ? 'caller' : 'agent', message.data);
      if (!kept) line.socket.close(1008);
    } else if (side !== 'caller') line.socket.close(refusedCode);
    else if (message.kind === 'declined') await end(this.#desk, share.share_id, 'declined');
    else await shown(this.#desk, share);
  }

  async #greet(line: Line, shareId: string, token: string): Promise<void> {
    const share = await store.findShare(this.#desk.db, 'share_id', shareId);
    const hash = hashToken(token);
    const same = (kept: Buffer | null | undefined): boolean => kept !== null && kept !== undefined && timingSafeEqual(kept, hash);
    const side = same(share?.agent_hash) ? 'agent' : same(share?.caller_hash) ? 'caller' : null;
    if (!share || share.state === 'ended' || side === null || line.share) return line.socket.close(refusedCode);
    line.share = share;
    line.side = side;
    await line.catchUp(this.#desk);
  }
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}
