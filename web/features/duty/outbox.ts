import type { TeachingResult } from '#support/contract.ts';
import type { Instant } from '#kernel/time.ts';

/*
 * Actions of a phone that have not reached the server. Pure: what is kept, in which order it goes out, what an answer does to the rest.
 * Every action is harmless when it arrives twice: an offer is accepted by its id, a step is a state, a line of the teach-log has a key.
 */
export type Step = 'on-the-way' | 'arrived' | 'done' | 'given-back';

export type FloorAction =
  | { readonly kind: 'accept'; readonly offerId: string; readonly requestId: string }
  | { readonly kind: 'decline'; readonly offerId: string; readonly requestId: string }
  | { readonly kind: 'progress'; readonly requestId: string; readonly step: Step }
  | {
      readonly kind: 'teach';
      readonly personId: string;
      readonly personName: string;
      readonly topic: string;
      readonly result: TeachingResult;
      readonly unitId: string | null;
    };

export interface Unsent {
  readonly id: string;
  readonly at: Instant;
  readonly action: FloorAction;
}

/** What the server said no to, in its words, until somebody has read it. */
export interface RefusedAction {
  readonly id: string;
  readonly action: FloorAction;
  readonly text: string;
}

export interface Outbox {
  readonly unsent: readonly Unsent[];
  readonly refused: readonly RefusedAction[];
}
export const emptyOutbox: Outbox = { unsent: [], refused: [] };

const requestOf = (action: FloorAction): string | null => (action.kind === 'teach' ? null : action.requestId);

const same = (a: FloorAction, b: FloorAction): boolean =>
  a.kind === b.kind &&
  a.kind !== 'teach' &&
  requestOf(a) === requestOf(b) &&
  (a.kind !== 'progress' || b.kind !== 'progress' || a.step === b.step);

/** Puts an action at the end. A second tap on the same button is no second action. */
export function enqueue(outbox: Outbox, item: Unsent): Outbox {
  if (outbox.unsent.some(({ action }) => same(action, item.action))) return outbox;
  return { ...outbox, unsent: [...outbox.unsent, item] };
}

export type Outcome = { readonly kind: 'sent' } | { readonly kind: 'refused'; readonly text: string } | { readonly kind: 'unreachable' };

/**
 * After an answer to the action `id`. Refused: what was to follow for the same request has lost its ground and goes too (whoever was late with
 * an accept is not on the way). Unreachable: everything stays, in its order.
 */
export function settle(outbox: Outbox, id: string, outcome: Outcome): Outbox {
  const item = outbox.unsent.find((one) => one.id === id);
  if (!item || outcome.kind === 'unreachable') return outbox;
  const rest = outbox.unsent.filter((one) => one.id !== id);
  if (outcome.kind === 'sent') return { ...outbox, unsent: rest };
  const requestId = requestOf(item.action);
  return {
    unsent: rest.filter(({ action }) => requestId === null || requestOf(action) !== requestId),
    refused: [...outbox.refused, { id, action: item.action, text: outcome.text }],
  };
}

/** Somebody has read why not. */
export const dismiss = (outbox: Outbox, id: string): Outbox => ({ ...outbox, refused: outbox.refused.filter((one) => one.id !== id) });

/** The last thing said here of a request that the server does not know yet. */
export function unsentOf(outbox: Outbox, requestId: string): FloorAction | null {
  return outbox.unsent.findLast(({ action }) => requestOf(action) === requestId)?.action ?? null;
}
