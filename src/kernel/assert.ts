/** States what must be true. A failure is our bug, never the user's: it becomes a 500 with an opaque id. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`bug: ${message}`);
}

/** The value, where the caller knows that it is there (an index just checked, a key just set). */
export function defined<T>(value: T | null | undefined, what: string): T {
  assert(value !== null && value !== undefined, `${what} is missing`);
  return value;
}
