/**
 * An error as the log keeps it. PostgreSQL puts the values of a row that it refuses into `detail` and `where`: what people typed, which is no
 * business of a log.
 */
export function loggedError(error: Error & { readonly code?: unknown; readonly constraint?: unknown }) {
  const { name: type, message, stack = '', code, constraint } = error;
  return { type, message, stack, code, constraint };
}
