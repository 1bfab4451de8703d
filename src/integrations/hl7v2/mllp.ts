/*
 * Minimal Lower Layer Protocol: <VT> message <FS><CR>. Pure: bytes in, frames out; whoever owns the socket feeds it.
 */

const vt = 0x0b;
const fs = 0x1c;
const cr = 0x0d;

export type FramingProblem = 'frame-too-large' | 'bytes-outside-frame';

export interface Frames {
  readonly frames: readonly Uint8Array[];
  readonly problems: readonly FramingProblem[];
}

/** Cuts a stream into frames, wherever its chunks end. Holds at most one unfinished frame of `frameBytesMax`. */
export class MllpFramer {
  readonly #frameBytesMax: number;
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #state: 'outside' | 'inside' | 'after-fs' | 'skipping' = 'outside';

  constructor(frameBytesMax = 4 * 1024 * 1024) {
    this.#frameBytesMax = frameBytesMax;
  }

  push(chunk: Uint8Array): Frames {
    const frames: Uint8Array[] = [];
    const problems: FramingProblem[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#state === 'inside') at = this.#inside(chunk, at, problems);
      else if (this.#state === 'after-fs') at = this.#afterFs(chunk, at, frames);
      else at = this.#outside(chunk, at, problems);
    }
    return { frames, problems };
  }

  /** Looks for the next start; what lies before it belongs to no frame. */
  #outside(chunk: Uint8Array, at: number, problems: FramingProblem[]): number {
    const start = chunk.indexOf(vt, at);
    const end = start < 0 ? chunk.length : start;
    if (this.#state === 'outside' && chunk.subarray(at, end).some((byte) => byte !== cr && byte !== 0x0a))
      problems.push('bytes-outside-frame');
    if (start < 0) return chunk.length;
    this.#start();
    return start + 1;
  }

  #inside(chunk: Uint8Array, at: number, problems: FramingProblem[]): number {
    const found = chunk.indexOf(fs, at);
    const end = found < 0 ? chunk.length : found;
    this.#keep(chunk.subarray(at, end));
    if (this.#bytes > this.#frameBytesMax) {
      problems.push('frame-too-large');
      this.#start();
      this.#state = 'skipping';
      return end;
    }
    if (found >= 0) this.#state = 'after-fs';
    return found < 0 ? end : end + 1;
  }

  /** FS ends a frame only together with CR; alone it is a byte of the message. */
  #afterFs(chunk: Uint8Array, at: number, frames: Uint8Array[]): number {
    if (chunk[at] !== cr) {
      this.#keep(Uint8Array.of(fs));
      this.#state = 'inside';
      return at;
    }
    frames.push(Buffer.concat(this.#chunks));
    this.#start();
    this.#state = 'outside';
    return at + 1;
  }

  #start(): void {
    this.#chunks = [];
    this.#bytes = 0;
    this.#state = 'inside';
  }

  /** A copy: the socket may use its buffer again. */
  #keep(part: Uint8Array): void {
    if (part.length === 0) return;
    this.#chunks.push(Uint8Array.from(part));
    this.#bytes += part.length;
  }
}

/** A message in its frame, ready to be sent. */
export const framed = (message: Uint8Array): Uint8Array => Buffer.concat([Uint8Array.of(vt), message, Uint8Array.of(fs, cr)]);
