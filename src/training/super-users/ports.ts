import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';

/** What the programme needs of the outside; `app/` joins it. */
export interface SuperUserPorts {
  /** Who taught whom since a moment, by the teach-log of support. */
  readonly taughtSince: (on: Db | Tx, since: Instant) => Promise<readonly { readonly personId: string; readonly byPersonId: string }[]>;
}
