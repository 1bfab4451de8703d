import type { Clock } from '#platform/deps.ts';
import type { Db } from '#platform/db/open.ts';
import { appendAll, type Outcome, type Submission } from './append.ts';

export interface Ledger {
  /** Stored and durable when it answers. */
  record(submission: Submission): Promise<Outcome>;
}

interface Waiting {
  readonly submission: Submission;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

const statementsPerCommitMax = 500;

/** Whatever arrives while one commit is under way shares the next: appends wait for each other anyway, and a commit waits for the disk. */
export function openLedger(db: Db, clock: Clock): Ledger {
  const waiting: Waiting[] = [];
  let busy = false;
  const append = (entries: readonly Waiting[]): Promise<readonly Outcome[]> =>
    db.tx((tx) =>
      appendAll(
        tx,
        entries.map(({ submission }) => submission),
        clock,
      ),
    );
  const settle = async (entries: readonly Waiting[]): Promise<void> => {
    try {
      const outcomes = await append(entries);
      for (const [index, entry] of entries.entries()) entry.resolve(outcomes[index] ?? { conflict: null });
    } catch (error) {
      // What one of them did wrong must not be the others' failure.
      if (entries.length === 1) entries[0]?.reject(error);
      else for (const entry of entries) await settle([entry]);
    }
  };
  const work = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) await settle(takeSome(waiting));
    busy = false;
  };
  return {
    record: (submission) =>
      new Promise((resolve, reject) => {
        waiting.push({ submission, resolve, reject });
        if (!busy) void work();
      }),
  };
}

function takeSome(waiting: Waiting[]): readonly Waiting[] {
  let statements = 0;
  const end = waiting.findIndex(({ submission }, index) => {
    statements += submission.statements.length;
    return index > 0 && statements > statementsPerCommitMax;
  });
  return waiting.splice(0, end === -1 ? waiting.length : end);
}
