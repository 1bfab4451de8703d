/** Where the agent points, as shares of the picture's width and height; null: nowhere. */
export type Pointer = { readonly x: number; readonly y: number } | null;

interface PeerOptions {
  readonly ice: readonly RTCIceServer[];
  readonly send: (data: string) => void;
}

type Signal = { readonly description: RTCSessionDescriptionInit } | { readonly candidate: RTCIceCandidateInit };

/** One connection from browser to browser. The caller offers, with the picture and a channel for the pointer; the agent answers. */
abstract class Peer {
  protected readonly connection: RTCPeerConnection;
  protected readonly send: (signal: Signal) => void;
  #work: Promise<void> = Promise.resolve();
  readonly #early: RTCIceCandidateInit[] = [];

  constructor({ ice, send }: PeerOptions) {
    this.connection = new RTCPeerConnection({ iceServers: [...ice] });
    this.send = (signal) => send(JSON.stringify(signal));
    this.connection.addEventListener('icecandidate', ({ candidate }) => candidate && this.send({ candidate: candidate.toJSON() }));
  }

  /** Signals are taken in the order in which they came, one at a time. */
  hear(data: string): void {
    const signal = JSON.parse(data) as Signal;
    this.#work = this.#work.then(() => this.#take(signal)).catch(() => this.connection.close());
  }

  async #take(signal: Signal): Promise<void> {
    if ('description' in signal) {
      await this.connection.setRemoteDescription(signal.description);
      await this.described(signal.description);
      for (const candidate of this.#early.splice(0)) await this.connection.addIceCandidate(candidate);
    } else if (this.connection.remoteDescription === null) this.#early.push(signal.candidate);
    else await this.connection.addIceCandidate(signal.candidate);
  }

  protected abstract described(description: RTCSessionDescriptionInit): Promise<void>;

  close(): void {
    this.connection.close();
  }
}

/** Shows a picture. */
export class ShowingPeer extends Peer {
  constructor(options: PeerOptions, stream: MediaStream, onPointer: (pointer: Pointer) => void) {
    super(options);
    for (const track of stream.getTracks()) this.connection.addTrack(track, stream);
    const channel = this.connection.createDataChannel('pointer', { ordered: true, maxRetransmits: 0 });
    channel.addEventListener('message', (event: MessageEvent<string>) => onPointer(pointerOf(event.data)));
  }

  async offer(): Promise<void> {
    const description = await this.connection.createOffer();
    await this.connection.setLocalDescription(description);
    this.send({ description });
  }

  protected async described(): Promise<void> {}
}

/** Sees it, and points. */
export class SeeingPeer extends Peer {
  #channel: RTCDataChannel | null = null;

  constructor(options: PeerOptions, onPicture: (stream: MediaStream) => void) {
    super(options);
    this.connection.addEventListener('track', ({ streams }) => streams[0] && onPicture(streams[0]));
    this.connection.addEventListener('datachannel', ({ channel }) => {
      this.#channel = channel;
    });
  }

  protected async described({ type }: RTCSessionDescriptionInit): Promise<void> {
    if (type !== 'offer') return;
    const description = await this.connection.createAnswer();
    await this.connection.setLocalDescription(description);
    this.send({ description });
  }

  point(pointer: Pointer): void {
    if (this.#channel?.readyState === 'open') this.#channel.send(JSON.stringify(pointer));
  }
}

/** Whatever the other side sends is checked: it becomes a style. */
export function pointerOf(data: string): Pointer {
  try {
    const read = JSON.parse(data) as { x?: unknown; y?: unknown } | null;
    if (read === null || typeof read.x !== 'number' || typeof read.y !== 'number') return null;
    return read.x >= 0 && read.x <= 1 && read.y >= 0 && read.y <= 1 ? { x: read.x, y: read.y } : null;
  } catch {
    return null;
  }
}

/** Where in the picture a pointer is, whatever the size at which it is drawn. */
export function pointIn(box: { left: number; top: number; width: number; height: number }, clientX: number, clientY: number): Pointer {
  const [x, y] = [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? { x, y } : null;
}
