import { defined } from '#kernel/assert.ts';

/** A binary heap of things by time; of equal times, first in, first out. */
export class TimeHeap<T> {
  readonly #entries: { readonly at: number; readonly order: number; readonly item: T }[] = [];
  #pushed = 0;

  get size(): number {
    return this.#entries.length;
  }

  push(at: number, item: T): void {
    const entries = this.#entries;
    const entry = { at, order: this.#pushed++, item };
    let place = entries.length;
    entries.push(entry);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = defined(entries[parent], 'a parent');
      if (!isBefore(entry, above)) break;
      entries[place] = above;
      place = parent;
    }
    entries[place] = entry;
  }

  /** The earliest; null when there is none. */
  pop(): { readonly at: number; readonly item: T } | null {
    const entries = this.#entries;
    const [first] = entries;
    const last = entries.pop();
    if (!first || !last) return null;
    if (entries.length > 0) this.#sink(last);
    return first;
  }

  #sink(entry: { readonly at: number; readonly order: number; readonly item: T }): void {
    const entries = this.#entries;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      let below = entries[child];
      if (!below) break;
      const right = entries[child + 1];
      if (right && isBefore(right, below)) {
        below = right;
        child++;
      }
      if (!isBefore(below, entry)) break;
      entries[place] = below;
      place = child;
    }
    entries[place] = entry;
  }
}

const isBefore = (a: { readonly at: number; readonly order: number }, b: { readonly at: number; readonly order: number }): boolean =>
  a.at === b.at ? a.order < b.order : a.at < b.at;
