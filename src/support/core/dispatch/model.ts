import type { Instant } from '#kernel/time.ts';
import type { DispatchSettings } from './settings.ts';

/*
 * What dispatch decides from, as plain data. The server builds it from its tables, the simulator from a scenario; both then call the same
 * `dispatch`. Ids are whatever the caller uses; every list may be in any order.
 */

export type AskerClass = 'provider' | 'nurse' | 'other';
/** Impact x urgency, as the desk triages it: P1 is the most pressing. */
export type Priority = 'P1' | 'P2' | 'P3' | 'P4';
export type Tier = 'super-user' | 'ate' | 'zone-lead' | 'help-desk' | 'analyst' | 'vendor';

/** `done` waits for the asker's own word; only that word (`resolved`) or the asker's taking it back (`withdrawn`) closes a request. */
export type RequestState = 'waiting' | 'accepted' | 'on-the-way' | 'arrived' | 'done' | 'resolved' | 'withdrawn';

export interface HelpRequest {
  readonly requestId: string;
  readonly askerClass: AskerClass;
  readonly unitId: string;
  /** What a supporter must know; empty: anybody will do. */
  readonly topic: string;
  readonly priority: Priority;
  readonly createdAt: Instant;
  /** What its age counts from: `createdAt`, kept through silence, release and re-opening; a request re-opened after it was resolved starts anew. */
  readonly waitingSince: Instant;
  readonly state: RequestState;
  /** When the present state began. */
  readonly stateSince: Instant;
  /** Who has it, from acceptance on; after `done` who helped. Null while waiting. */
  readonly holder: string | null;
  /** When who accepted should be there, as told to the asker; null while nobody has it. */
  readonly expectedAt: Instant | null;
  /** Offers ever made for it; they number the next one. */
  readonly offersMade: number;
  /** Offers made since it last began to wait. */
  readonly attempts: number;
  /** Not asked again for this request. */
  readonly declinedBy: readonly string[];
  /** Let an offer lapse, or helped and did not solve it: asked again only when nobody else is left. */
  readonly askLast: readonly string[];
  /** What was already told, so that it is told once. */
  readonly escalated: readonly EscalationKind[];
  /** The desk sent it on by choice: nobody on the floors is called, only this tier and, where it is empty, those after it. */
  readonly sentTo: 'help-desk' | 'analyst' | 'vendor' | null;
}

export interface SupporterOnDuty {
  readonly supporterId: string;
  /** As others may read it ("Dana R."). */
  readonly name: string;
  readonly tier: Tier;
  /** Where they are now; null for those who help by phone from anywhere. */
  readonly unitId: string | null;
  /** Topics; `*` knows all. */
  readonly knows: readonly string[];
  readonly state: 'free' | 'offered' | 'busy';
  /** When the present state began: of those free, the smallest has been idle longest. */
  readonly stateSince: Instant;
  readonly heartbeatAt: Instant;
  /** Minutes of this duty spent on requests. */
  readonly loadMinutes: number;
  /** Offers let lapse since they last answered one. */
  readonly silentStreak: number;
}

export interface UnitPlace {
  readonly siteId: string;
  readonly building: string;
  readonly floor: string;
}

export interface Offer {
  readonly offerId: string;
  readonly requestId: string;
  readonly supporterId: string;
  readonly offeredAt: Instant;
  readonly expiresAt: Instant;
  readonly state: 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
  /** A request that the supporter would leave while still walking to it (pre-emption; off unless the setting says otherwise). */
  readonly preempts: string | null;
  readonly why: OfferReason;
}

/** How far dispatch had to look, nearest first. */
export type Ring = 'unit' | 'floor' | 'building' | 'site' | 'zone-lead' | 'help-desk' | 'analyst' | 'vendor';

/** Why this person: shown to the supporter and to the coordinator. */
export interface OfferReason {
  readonly attempt: number;
  readonly ring: Ring;
  readonly knowsTopic: boolean;
  readonly walkSeconds: number;
  /** Who else could have been called, best first, at most three, and how far each was. */
  readonly runnersUp: readonly { readonly supporterId: string; readonly walkSeconds: number }[];
  /** All who could have been called, the one chosen included. */
  readonly candidateCount: number;
  readonly text: string;
}

export type GapReason =
  | 'nobody-on-duty'
  | 'nobody-reachable'
  | 'nobody-knows-topic'
  | 'everybody-declined'
  | 'all-busy'
  | 'kept-for-providers';

/** A request that nobody is being called for at this moment, and why: shown on the wall, told to the asker. */
export interface DispatchGap {
  readonly requestId: string;
  readonly reason: GapReason;
  /** A guess from those able to help and those ahead; null where nobody is in sight. */
  readonly waitMinutes: number | null;
  readonly text: string;
}

export type EscalationKind = 'not-answered' | 'nobody-in-sight' | 'response-late' | 'not-arrived' | 'not-confirmed';

/** Something that a zone lead or the command centre must know; each kind once for a request. */
export interface Escalation {
  readonly requestId: string;
  readonly kind: EscalationKind;
  readonly text: string;
}

export interface DispatchState {
  readonly requests: readonly HelpRequest[];
  readonly supporters: readonly SupporterOnDuty[];
  readonly offers: readonly Offer[];
  readonly units: ReadonlyMap<string, UnitPlace>;
  /** Seconds on foot, lift included; 0 within a unit. */
  readonly walkSeconds: (fromUnitId: string, toUnitId: string) => number;
  readonly settings: DispatchSettings;
}

/** What to do now. `applyOutcome` writes it into a state; the server writes the same rows into its tables. */
export interface DispatchOutcome {
  readonly offers: readonly Offer[];
  /** Offers whose time ran out without an answer, by id. */
  readonly expired: readonly string[];
  readonly gaps: readonly DispatchGap[];
  readonly escalations: readonly Escalation[];
}

/** A request as it enters the queue. */
export function newRequest(
  asked: Pick<HelpRequest, 'requestId' | 'askerClass' | 'unitId' | 'topic' | 'priority' | 'createdAt'>,
): HelpRequest {
  return {
    ...asked,
    waitingSince: asked.createdAt,
    state: 'waiting',
    stateSince: asked.createdAt,
    holder: null,
    expectedAt: null,
    offersMade: 0,
    attempts: 0,
    declinedBy: [],
    askLast: [],
    escalated: [],
    sentTo: null,
  };
}
