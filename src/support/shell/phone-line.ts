import { createHash } from 'node:crypto';
import { findPerson, loadPeople, loadUnits } from '#directory/index.ts';
import type { Instant } from '#kernel/time.ts';
import { Problem } from '#platform/http/problem.ts';
import type { RequestView } from '../contract.ts';
import { guessTopics } from '../core/intake/guess-topic.ts';
import { loadTopics } from '#coverage/index.ts';
import { findRequest, openOffers } from '../store/requests.ts';
import { unitOfCode } from '../store/unit-codes.ts';
import { accept, decline } from './answer.ts';
import { ask } from './ask.ts';
import type { DeskDeps } from './change-desk.ts';
import { describeOne } from './describe.ts';

export type CallerClass = 'provider' | 'nurse' | 'other';

/** A call as its caller hears of it. */
export interface CallState {
  readonly state: RequestView['state'];
  readonly callBackCode: string;
  readonly unitName: string;
  readonly holderName: string | null;
  /** Where whoever accepted can be called; empty: no number is known. */
  readonly holderPhone: string;
  readonly minutesAway: number | null;
  readonly gap: RequestView['gap'];
}

/** The support line: what an adapter of telephony asks of support. `callKey` names one call; asked twice, one request comes of it. */
export interface PhoneLine {
  /** Null: no unit has this code. */
  readonly ask: (callKey: string, unitCode: number, askerClass: CallerClass) => Promise<CallState | null>;
  /** Null: nothing was asked in this call. */
  readonly look: (callKey: string) => Promise<CallState | null>;
  /** The answer of a supporter who was called; words to be said to them. */
  readonly answer: (offerId: string, personId: string, goes: boolean) => Promise<string>;
  /** The same by text message, from the number that the directory has of them; null: nobody with this number is being called. */
  readonly answerFrom: (phone: string, goes: boolean) => Promise<string | null>;
}

export function phoneLine(desk: DeskDeps): PhoneLine {
  const { db } = desk;
  const look = async (callKey: string): Promise<CallState | null> => {
    const row = await findRequest(db, 'client_key', keyOf(callKey));
    return row && stateOf(desk, await describeOne(db, row));
  };
  return {
    look,
    async ask(callKey, unitCode, askerClass) {
      const unitId = await unitOfCode(db, unitCode);
      const unit = unitId === null ? undefined : (await loadUnits(db)).find((one) => one.unitId === unitId);
      if (!unit) return null;
      // Nothing was said in words: who calls and from where is all there is to guess from.
      const topics = guessTopics({ text: '', askerClass, specialty: unit.specialty, topics: await loadTopics(db) });
      const asked = {
        unitId: unit.unitId,
        topic: topics[0]?.topic ?? '',
        text: '',
        urgency: 'stopped' as const,
        askerClass,
        clientKey: keyOf(callKey),
      };
      return stateOf(desk, await ask(desk, asked, { takenDownBy: null, personId: null }));
    },
    answer: (offerId, personId, goes) => answerOf(desk, offerId, personId, goes),
    async answerFrom(phone, goes) {
      const wanted = digitsOf(phone);
      const owners = wanted === '' ? [] : (await loadPeople(db)).filter((one) => digitsOf(one.phone) === wanted);
      for (const { personId } of owners) {
        const [offer] = await openOffers(db, { personId });
        if (offer) return answerOf(desk, offer.offer_id, personId, goes);
      }
      return null;
    },
  };
}

/** Words for somebody who has no screen. */
async function answerOf(desk: DeskDeps, offerId: string, personId: string, goes: boolean): Promise<string> {
  try {
    if (!goes) {
      await decline(desk, offerId, personId);
      return 'Thank you. The next person is called.';
    }
    const request = await accept(desk, offerId, personId);
    return `Thank you. It is yours. The call-back code is ${request.callBackCode}.`;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}

const numberLength = 10;
/** Files write numbers in many ways, with and without the country: the last ten figures tell. */
const digitsOf = (phone: string): string => phone.replaceAll(/\D/g, '').slice(-numberLength);

/** A UUID (version 8, RFC 9562) made of the call's own name, which is not kept. */
function keyOf(callKey: string): string {
  const hex = createHash('sha256').update(`call ${callKey}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function stateOf({ db, now: clock }: DeskDeps, request: RequestView): Promise<CallState> {
  const holder = request.holder === null ? null : await findPerson(db, request.holder);
  const unit = (await loadUnits(db)).find((one) => one.unitId === request.unitId);
  const now: Instant = await db.tx((tx) => clock(tx));
  return {
    state: request.state,
    callBackCode: request.callBackCode,
    unitName: unit?.name ?? request.unitId,
    holderName: request.holderName,
    holderPhone: holder?.phone ?? '',
    minutesAway: request.expectedAt === null ? null : Math.max(1, Math.ceil((request.expectedAt - now) / 60_000)),
    gap: request.gap,
  };
}
