/** What was fetched, for a while: the oldest goes when there is too much, and everything goes when its time is over. */
export class BoundedCache<T> {
  readonly #held = new Map<string, { readonly value: T; readonly length: number; readonly until: number }>();
  readonly #bounds: { readonly lengthMax: number; readonly msMax: number };
  readonly #now: () => number;
  #length = 0;

  /** @param bounds `lengthMax`: sum of the lengths that `set` was told, UTF-16 units */
  constructor(bounds: { readonly lengthMax: number; readonly msMax: number }, now: () => number) {
    this.#bounds = bounds;
    this.#now = now;
  }

  get(key: string): T | undefined {
    const found = this.#held.get(key);
    if (!found) return undefined;
    if (found.until > this.#now()) return found.value;
    this.#remove(key);
    return undefined;
  }

  set(key: string, value: T, length: number): void {
    this.#remove(key);
    this.#held.set(key, { value, length, until: this.#now() + this.#bounds.msMax });
    this.#length += length;
    for (const oldest of this.#held.keys()) {
      if (this.#length <= this.#bounds.lengthMax) return;
      this.#remove(oldest);
    }
  }

  clear(): void {
    this.#held.clear();
    this.#length = 0;
  }

  get length(): number {
    return this.#length;
  }

  #remove(key: string): void {
    const found = this.#held.get(key);
    if (!found) return;
    this.#length -= found.length;
    this.#held.delete(key);
  }
}
