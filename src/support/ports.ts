import type { Instant } from '#kernel/time.ts';
import type { Mail } from '#coverage/index.ts';
import type { Tx } from '#platform/db/open.ts';
import type { InboundMail } from './core/desk/mail-thread.ts';

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

/** Where askers write to. `take` rejects: the message is given again later. */
export interface Mailbox {
  /** Begins to give what comes; answers how to end it. */
  readonly open: (take: (mail: InboundMail) => Promise<void>, logError: (error: unknown, doing: string) => void) => () => Promise<void>;
}

/** A request as the hospital's own ticket system gets it. `text`: the asker's words, only where the installation allows it. */
export interface HandOverTicket {
  readonly number: number;
  readonly unitId: string;
  readonly topic: string;
  readonly priority: 'P1' | 'P2' | 'P3' | 'P4';
  readonly link: string | null;
  readonly text: string | null;
}

/** A ticket system. Each call bears a key, the same for every attempt: a repeated `create` answers the ticket that is there already. */
export interface HandOver {
  readonly system: 'servicenow' | 'jira';
  /** Whether the asker's words may go there at all. */
  readonly takesText: boolean;
  readonly create: (ticket: HandOverTicket, key: string) => Promise<{ readonly externalId: string; readonly externalNumber: string }>;
  readonly update: (
    externalId: string,
    change: { readonly state?: 'open' | 'resolved'; readonly priority?: HandOverTicket['priority'] },
    key: string,
  ) => Promise<void>;
}

export interface SupportPorts {
  /** Ticket systems to which the desk may hand over; empty: none is set up. */
  readonly handOvers: readonly HandOver[];
  /** Null: nothing is mailed. */
  readonly mail: Mail | null;
  /** Null: nothing is taken in by mail. */
  readonly mailbox: Mailbox | null;
  /** Where answers to our mails go, `desk@hospital.example`; null: nowhere, the mails say so. */
  readonly replyTo: string | null;
  /** Where browsers reach us; null: mails have no links. */
  readonly url: string | null;
  /** Null: no channel is set up; calls then show on the phone's page alone. */
  readonly page: Page | null;
  /** The number of the support line, to be shown where somebody asks; null: there is none. */
  readonly telephone: string | null;
  /** The moment within a transaction: the database's clock, which all instances share, or a test's own. */
  readonly now: (tx: Tx) => Promise<Instant>;
}
