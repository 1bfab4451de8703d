import type { Instant } from '#kernel/time.ts';

interface Left {
  readonly leftMs: number;
  /** Since when it has been running; null while it rests. */
  readonly since: Instant | null;
  /** Of the last start: tells a call that is still meant from one that was overtaken. */
  readonly start: number;
}

/** How long each asker will still wait. It runs, rests and runs on with what is left. */
export class Patience {
  readonly #left = new Map<string, Left>();
  readonly #expires: (at: Instant, requestId: string, start: number) => void;

  /** @param expires is called with the moment at which a running patience will end. */
  constructor(expires: (at: Instant, requestId: string, start: number) => void) {
    this.#expires = expires;
  }

  /** Of somebody who has just asked; it rests at first. */
  add(requestId: string, leftMs: number): void {
    this.#left.set(requestId, { leftMs, since: null, start: 0 });
  }

  run(requestId: string, now: Instant): void {
    const left = this.#left.get(requestId);
    if (!left || left.since !== null) return;
    this.#left.set(requestId, { leftMs: left.leftMs, since: now, start: left.start + 1 });
    if (Number.isFinite(left.leftMs)) this.#expires(now + left.leftMs, requestId, left.start + 1);
  }

  rest(requestId: string, now: Instant): void {
    const left = this.#left.get(requestId);
    if (left && left.since !== null) this.#left.set(requestId, { ...left, leftMs: left.leftMs - (now - left.since), since: null });
  }

  /** Whether the end that was called for this start has come, or the patience has rested since. */
  isOver(requestId: string, start: number): boolean {
    const left = this.#left.get(requestId);
    return left !== undefined && left.since !== null && left.start === start;
  }

  remove(requestId: string): void {
    this.#left.delete(requestId);
  }
}
