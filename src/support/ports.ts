import type { Mail } from '#coverage/index.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { InboundMail } from './core/desk/mail-thread.ts';
import type { ChannelName } from './core/ladder/ladder.ts';

/* What support needs of the outside; `integrations/` has it, `app/` joins the two. */

/** One call of one supporter. There is no field for anything that an asker typed. */
export interface PageMessage {
  readonly to: { readonly personId: string; readonly email: string; readonly phone: string; readonly pager: string };
  /** Unit, priority and call-back code, nothing else. */
  readonly text: string;
  /** The same for every attempt, so that a page that comes twice can be known as one. */
  readonly key: string;
  readonly unitName: string;
  readonly priority: string;
  readonly callBackCode: string;
  /** What is accepted or declined; it says nothing to anybody who is not the one called. */
  readonly offerId: string;
  /** After this it calls nobody any more. */
  readonly expiresAt: Instant;
  readonly now: Instant;
}

/** A channel that calls people. Rejects when the page could not be handed over; it is then tried again. */
export interface Page {
  /** `none`: this person has no address on this channel. */
  readonly send: (message: PageMessage) => Promise<'sent' | 'none'>;
}

/** The channels that are set up. */
export type Channels = Readonly<Partial<Record<ChannelName, Page>>>;

export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

export interface PushAddress {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** Web push (RFC 8030, 8291, 8292). */
export interface Push {
  readonly makeKeys: () => PushKeys;
  /** Whether an address belongs to a push service that this installation sends to: anything else could be a door into its own network. */
  readonly isAllowed: (endpoint: string) => boolean;
  /** `gone`: this browser is no longer there. Rejects when the service does not take it. */
  readonly send: (
    to: PushAddress,
    payload: string,
    options: { readonly keys: PushKeys; readonly ttlSeconds: number; readonly key: string },
  ) => Promise<'sent' | 'gone'>;
}

/** What hangs beside a workstation. `url` holds the link's secret. */
export interface HelpSheet {
  readonly unitName: string;
  readonly label: string;
  readonly url: string;
  readonly telephone: string | null;
  readonly unitCode: number;
}

/** Where askers write to. `take` rejects: the message is given again later. */
export interface Mailbox {
  /** Begins to give what comes; answers how to end it. */
  readonly open: (take: (mail: InboundMail) => Promise<void>, logError: (error: unknown, doing: string) => void) => () => Promise<void>;
}

/** A request as the hospital's own ticket system gets it. `text`: the asker's words, only where the installation allows it. */
export interface Ticket {
  readonly number: number;
  readonly unitId: string;
  readonly topic: string;
  readonly priority: 'P1' | 'P2' | 'P3' | 'P4';
  readonly link: string | null;
  readonly text: string | null;
}

/** A ticket system. Each call bears a key, the same for every attempt: a repeated `create` answers the ticket that is there already. */
export interface TicketSystem {
  readonly system: 'servicenow' | 'jira';
  /** Whether the asker's words may go there at all. */
  readonly takesText: boolean;
  readonly create: (ticket: Ticket, key: string) => Promise<{ readonly externalId: string; readonly externalNumber: string }>;
  readonly update: (
    externalId: string,
    change: { readonly state?: 'open' | 'resolved'; readonly priority?: Ticket['priority'] },
    key: string,
  ) => Promise<void>;
}

export interface SupportPorts {
  /** Ticket systems to which the desk may pass requests on; empty: none is set up. */
  readonly ticketSystems: readonly TicketSystem[];
  /** Null: nothing is mailed. */
  readonly mail: Mail | null;
  /** Null: nothing is taken in by mail. */
  readonly mailbox: Mailbox | null;
  /** Where answers to our mails go, `desk@hospital.example`; null: nowhere, the mails say so. */
  readonly replyTo: string | null;
  /** Channels beside the push. None: calls then show on the phone's page and by push. */
  readonly channels: Channels;
  /** Null: this installation does not push. */
  readonly push: Push | null;
  /** The number of the support line, to be shown where somebody asks; null: there is none. */
  readonly telephone: string | null;
  /** Where two browsers find a way to each other; credentials are for this name and end by themselves. */
  readonly iceServers: (name: string, now: Instant) => { urls: string[]; username?: string; credential?: string }[];
  readonly printHelpSheets: (sheets: readonly HelpSheet[]) => Promise<Uint8Array>;
  /** Where browsers reach us; null: as they reached us this time. */
  readonly url: string | null;
  /** The moment within a transaction: the database's clock, which all instances share, or a test's own. */
  readonly now: (tx: Tx) => Promise<Instant>;
}
