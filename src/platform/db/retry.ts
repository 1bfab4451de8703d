import { setTimeout as sleep } from 'node:timers/promises';

/** PostgreSQL error codes after which the same transaction may succeed (appendix A of its manual). */
const retryable: ReadonlyMap<string, string> = new Map([
  ['40001', 'serialization_failure'],
  ['40P01', 'deadlock_detected'],
  ['55P03', 'lock_not_available'],
]);

const attemptsMax = 5;
const firstDelayMs = 10;

export async function withRetries<T>(body: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await body();
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (!retryable.has(code) || attempt === attemptsMax) throw error;
      await sleep(firstDelayMs * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}
