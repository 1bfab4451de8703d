import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';

/* What support needs of the outside; `integrations/` has it, `app/` joins the two. */

/** One call of one supporter. There is no field for anything that an asker typed. */
export interface PageMessage {
  readonly to: { readonly personId: string; readonly email: string; readonly phone: string; readonly pager: string };
  /** Unit, priority and call-back code, nothing else. */
  readonly text: string;
  /** The same for every attempt, so that a page that comes twice can be known as one. */
  readonly key: string;
}

/** A channel that calls people. Rejects when the page could not be handed over; it is then tried again. */
export interface Page {
  /** `none`: this person has no address on this channel. */
  readonly send: (message: PageMessage) => Promise<'sent' | 'none'>;
}

export interface SupportPorts {
  /** Null: no channel is set up; calls then show on the phone's page alone. */
  readonly page: Page | null;
  /** The number of the support line, to be shown where somebody asks; null: there is none. */
  readonly telephone: string | null;
  /** Where two browsers find a way to each other; credentials are for this name and end by themselves. */
  readonly iceServers: (name: string, now: Instant) => { urls: string[]; username?: string; credential?: string }[];
  /** The moment within a transaction: the database's clock, which all instances share, or a test's own. */
  readonly now: (tx: Tx) => Promise<Instant>;
}
