import type { Db } from '#platform/db/open.ts';
import { insertParts, type JournalPart } from '../store/journal.ts';

interface Waiting extends JournalPart {
  readonly kept: () => void;
  readonly lost: (error: unknown) => void;
}

const partsAtOnceMax = 500;

export interface JournalWriter {
  /** Resolves once the entries are in the database. @param whenLost is called at once when they can't be kept, before the promise is rejected */
  keep(part: JournalPart, whenLost: () => void): Promise<void>;
  /** Resolves when nothing is queued any more. */
  idle(): Promise<void>;
}

/**
 * Group commit: while one transaction is under way, all that is queued becomes the next one. Order within an attempt is kept;
 * what was built on an entry that was lost is lost with it.
 */
export function makeJournalWriter(db: Db): JournalWriter {
  let queue: Waiting[] = [];
  let writing: Promise<void> | null = null;
  const lose = (parts: readonly Waiting[], error: unknown): void => {
    const attemptIds = new Set(parts.map(({ attemptId }) => attemptId));
    const [stay, follow] = [
      queue.filter((part) => !attemptIds.has(part.attemptId)),
      queue.filter((part) => attemptIds.has(part.attemptId)),
    ];
    queue = stay;
    for (const part of [...parts, ...follow]) part.lost(error);
  };
  /** One that can't be kept must not take the others with it: then each attempt goes by itself. */
  const write = async (parts: readonly Waiting[]): Promise<void> => {
    try {
      await insertParts(db, parts);
      for (const part of parts) part.kept();
    } catch (error) {
      const byAttempt = [...Map.groupBy(parts, ({ attemptId }) => attemptId).values()];
      if (byAttempt.length === 1) lose(parts, error);
      else for (const own of byAttempt) await write(own);
    }
  };
  const drain = async (): Promise<void> => {
    while (queue.length > 0) await write(queue.splice(0, partsAtOnceMax));
    writing = null;
  };
  return {
    keep: (part, whenLost) =>
      new Promise((kept, reject) => {
        const lost = (error: unknown): void => {
          whenLost();
          reject(error instanceof Error ? error : new Error(String(error)));
        };
        queue.push({ ...part, kept, lost });
        writing ??= drain();
      }),
    async idle() {
      while (writing) await writing;
    },
  };
}
