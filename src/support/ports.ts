import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
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

export interface SupportPorts {
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
