import { createRemoteJWKSet } from 'jose';

/** One for each address for as long as the process lives: it asks again when a key is not among those it has, at most every half minute. */
const sets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();
const setsMax = 200;
const options = { timeoutDuration: 5000, cooldownDuration: 30_000, cacheMaxAge: 600_000 };

/** The keys that somebody publishes at an address (RFC 7517), fetched when first needed. */
export function publishedKeys(url: string): ReturnType<typeof createRemoteJWKSet> {
  const known = sets.get(url);
  if (known) return known;
  if (sets.size >= setsMax) sets.clear();
  const made = createRemoteJWKSet(new URL(url), options);
  sets.set(url, made);
  return made;
}
