import type { Db } from '#platform/db/open.ts';
import { insertParts, type JournalPart } from '../store/journal.ts';

interface Waiting extends JournalPart {
  readonly kept: () => void;
  readonly lost: (error: unknown) => void;
}

const partsAtOnceMax = 500;

export interface JournalWriter {
  /** Resolves once the entries are in the database; what is queued meanwhile goes along with them. */
  keep(part: JournalPart): Promise<void>;
  /** Resolves when nothing is queued any more. */
  idle(): Promise<void>;
}

/** Group commit: while one transaction is under way, all that is queued becomes the next one. Order within an attempt is kept. */
export function makeJournalWriter(db: Db): JournalWriter {
  const queue: Waiting[] = [];
  let writing: Promise<void> | null = null;
  const drain = async (): Promise<void> => {
    while (queue.length > 0) await writeAll(db, queue.splice(0, partsAtOnceMax));
    writing = null;
  };
  return {
    keep: (part) =>
      new Promise((kept, lost) => {
        queue.push({ ...part, kept, lost });
        writing ??= drain();
      }),
    async idle() {
      while (writing) await writing;
    },
  };
}

/** One that can't be kept must not take the others with it: then each attempt goes by itself. */
async function writeAll(db: Db, parts: readonly Waiting[]): Promise<void> {
  try {
    await insertParts(db, parts);
    for (const part of parts) part.kept();
  } catch (error) {
    const byAttempt = [...Map.groupBy(parts, ({ attemptId }) => attemptId).values()];
    if (byAttempt.length === 1) {
      for (const part of parts) part.lost(error);
      return;
    }
    for (const own of byAttempt) await writeAll(db, own);
  }
}
