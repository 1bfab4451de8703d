import type { Clock } from '#platform/deps.ts';
import type { Db } from '#platform/db/open.ts';
import type { Ledger } from './ledger.ts';

/** What the resources work on. */
export interface Store {
  readonly db: Db;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** Largest request that is taken, attachments included. */
  readonly bytesMax: number;
}
