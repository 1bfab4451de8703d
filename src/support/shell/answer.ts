import { refused, forbidden, notFound } from '#platform/http/problem.ts';
import type { Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import { acceptOffer, declineOffer } from '../core/dispatch/answer.ts';
import type { DispatchState } from '../core/dispatch/model.ts';
import { confirmResolved, markArrived, markDone, markOnTheWay, release, reopen, withdraw } from '../core/dispatch/progress.ts';
import type { RequestEvent } from '../store/event-log.ts';
import { findRequest } from '../store/requests.ts';
import { changeDesk, type DeskDeps } from './change-desk.ts';
import { describeOne } from './describe.ts';
import type { RequestView } from '../contract.ts';

export async function viewOf({ db }: DeskDeps, requestId: string): Promise<RequestView> {
  const row = await findRequest(db, 'request_id', requestId);
  if (!row) throw notFound('This request');
  return describeOne(db, row);
}

/** @throws Problem with the core's own words. */
function must<T>(result: Result<T>): T {
  if (!result.ok) throw refused(result.refusal);
  return result.value;
}

/** Exactly one of any number wins; the others read who has it. */
export async function accept(deps: DeskDeps, offerId: string, by: string): Promise<RequestView> {
  const requestId = await changeDesk(
    deps,
    (state, now) => {
      const next = must(acceptOffer(state, offerId, by, now));
      const requestId = requestIdOf(state, offerId);
      return { state: next, events: [{ requestId, kind: 'accepted', by, detail: { offerId } }], answer: requestId };
    },
    { offerId },
  );
  return viewOf(deps, requestId);
}

export const decline = (deps: DeskDeps, offerId: string, by: string): Promise<undefined> =>
  changeDesk(
    deps,
    (state, now) => ({
      state: must(declineOffer(state, offerId, by, now)),
      events: [{ requestId: requestIdOf(state, offerId), kind: 'declined', by, detail: { offerId } }],
      answer: undefined,
    }),
    { offerId },
  );

const requestIn = (state: DispatchState, requestId: string) => state.requests.find((one) => one.requestId === requestId);

function requestIdOf(state: DispatchState, offerId: string): string {
  const offer = state.offers.find((one) => one.offerId === offerId);
  if (!offer) throw notFound('This offer');
  return offer.requestId;
}

export type Step = 'on-the-way' | 'arrived' | 'done' | 'given-back';
const steps = { 'on-the-way': markOnTheWay, arrived: markArrived, done: markDone } as const;

export function progress(deps: DeskDeps, requestId: string, step: Step, by: string): Promise<RequestView> {
  return move(deps, requestId, { kind: step, by, detail: {} }, (state, now) => {
    if (step !== 'given-back') return must<DispatchState>(steps[step](state, requestId, by, now));
    if (requestIn(state, requestId)?.holder !== by) throw forbidden('Somebody else has this request.');
    return must<DispatchState>(release(state, requestId, now));
  });
}

export const takeBack = (deps: DeskDeps, requestId: string, by: string | null): Promise<RequestView> =>
  move(deps, requestId, { kind: 'released', by, detail: {} }, (state, now) => must<DispatchState>(release(state, requestId, now)));

export type Word = 'solved' | 'not-solved' | 'not-needed';
const words = { solved: confirmResolved, 'not-solved': reopen, 'not-needed': withdraw } as const;
const wordKinds = { solved: 'confirmed', 'not-solved': 'reopened', 'not-needed': 'withdrawn' } as const;

/** `onBehalf`: the desk passes on what the asker said. Nothing else closes a request. */
export const say = (deps: DeskDeps, requestId: string, word: Word, by: string | null, onBehalf: boolean): Promise<RequestView> =>
  move(deps, requestId, { kind: wordKinds[word], by, detail: onBehalf ? { onBehalf } : {} }, (state, now) =>
    must<DispatchState>(words[word](state, requestId, now)),
  );

async function move(
  deps: DeskDeps,
  requestId: string,
  event: Omit<RequestEvent, 'requestId'>,
  decide: (state: DispatchState, now: Instant) => DispatchState,
): Promise<RequestView> {
  await changeDesk(
    deps,
    (state, now) => {
      const next = decide(state, now);
      // A step that was taken before is taken again without harm, and without a line of its own.
      const same = requestIn(next, requestId) === requestIn(state, requestId);
      return { state: next, events: same ? [] : [{ ...event, requestId }], answer: undefined };
    },
    { requestId },
  );
  return viewOf(deps, requestId);
}
