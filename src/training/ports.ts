import type { Instant } from '#kernel/time.ts';
import type { ContentOrigin } from '#platform/http/content-origin.ts';

/* What training needs of the outside; `integrations/` has it, `app/` joins the two. */

/** A change of one person's access. Ids and states: no reason that somebody typed, no contact point but what finds the account. */
export interface GateChange {
  /** The same for every attempt: whoever gets it twice does it once. */
  readonly key: string;
  /** Rises with each change of the same person: an older one that comes late is to be ignored. */
  readonly sequence: number;
  readonly personId: string;
  readonly ehrUserId: string;
  readonly email: string;
  readonly jobRole: string;
  readonly allow: boolean;
  readonly by: 'certification' | 'nothing-needed' | 'break-glass' | null;
  readonly until: Instant | null;
  /** Access profiles that are open from now on, and those that were and are no longer. */
  readonly open: readonly string[];
  readonly close: readonly string[];
  readonly decidedAt: Instant;
}

/** A system that is told. Rejects with a plain reason when it could not be; it is then tried again. */
export interface GateTarget {
  readonly name: string;
  readonly send: (change: GateChange) => Promise<void>;
}

/** Rejects when the message could not be handed over; it is then tried again, under the same id. */
export interface LeadMail {
  readonly send: (message: { to: string; subject: string; text: string; messageId: string }) => Promise<void>;
}

export interface TrainingPorts {
  readonly gateTargets: readonly GateTarget[];
  /** Bearer token with which an EHR or identity provider may ask for decisions; null: it may not. */
  readonly gateToken: string | null;
  /** Null: no mail server is configured; break-glass then stands on its page alone. */
  readonly mail: LeadMail | null;
  /** Where people reach the product; null: wherever they call it. */
  readonly url: string | null;
  /** Of the product, for those whom we tell. */
  readonly version: string;
  /** Largest request that the record store takes. */
  readonly recordBytesMax: number;
  /** Where content packages run: somebody else's programs, so not under our own origin. */
  readonly content: ContentOrigin;
}
