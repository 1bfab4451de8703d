import type { Db } from '#platform/db/open.ts';
import type { Clock } from '#platform/deps.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { classMoved } from '../events.ts';

/** A class of thirty writes ten times a second: whoever watches it is told once a beat. */
export interface ClassNews {
  /** Something was done in an attempt of this class. */
  note(classId: string): void;
  /** Tells of the classes that were noted since. */
  flush(): Promise<void>;
}

export function makeClassNews(db: Db, clock: Clock): ClassNews {
  let noted = new Set<string>();
  return {
    note: (classId) => void noted.add(classId),
    async flush() {
      if (noted.size === 0) return;
      const classIds = [...noted];
      noted = new Set();
      try {
        await db.tx((tx) => tell(tx, classIds.map(classMoved), clock.now()));
      } catch (error) {
        for (const classId of classIds) noted.add(classId);
        throw error;
      }
    },
  };
}
