import type { Interval } from '#kernel/interval.ts';
import type { Instant, TimeZone } from '#kernel/time.ts';

/* What coverage needs of the outside; `integrations/` has it, `app/` joins the two. */

export interface MailMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for every attempt: mail systems show a message that comes twice once. */
  readonly messageId: string;
}

/** Rejects when the message could not be handed over; it is then tried again later. */
export interface Mail {
  readonly send: (message: MailMessage) => Promise<void>;
}

/** A sheet of paper: what is printed, not how. A `gap` row is set off from the others. */
export interface Sheet {
  readonly title: string;
  readonly subtitle: string;
  readonly sections: readonly {
    readonly heading: string;
    readonly columns: readonly string[];
    readonly rows: readonly { readonly cells: readonly string[]; readonly gap: boolean }[];
  }[];
  readonly footer: string;
}

export interface CalendarEvent extends Interval {
  readonly uid: string;
  readonly sequence: number;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly cancelled: boolean;
  readonly attendees: readonly { readonly name: string; readonly email: string }[];
  readonly categories: readonly string[];
  readonly extra: Readonly<Record<string, string>>;
}

export interface CoveragePorts {
  /** Null: no mail server is configured; notices then stay in the inbox. */
  readonly mail: Mail | null;
  /** Where browsers reach us, for links in mails; null: links are left out. */
  readonly url: string | null;
  readonly printSheet: (sheet: Sheet) => Promise<Uint8Array>;
  readonly writeCalendar: (
    head: { readonly name: string; readonly timeZone: TimeZone; readonly stamp: Instant },
    events: readonly CalendarEvent[],
  ) => string;
}
