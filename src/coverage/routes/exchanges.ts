import { newId } from '#kernel/ids.ts';
import { dayMs, type Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { Problem, forbidden, notFound, refused } from '#platform/http/problem.ts';
import { tell, type News } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import { offersChanged, planChanged } from '../events.ts';
import { applyChange } from '../shell/apply-change.ts';
import { judgeExchange, judgeTaking, type Exchange } from '../shell/exchange.ts';
import { openShiftsFor, supportersWhoMay } from '../shell/open-shifts.ts';
import { placesOf } from '../shell/places.ts';
import { placeWords } from '../shell/publish-diff.ts';
import { findOffer, saveOffer, saveSwap, setOffer } from '../store/exchanges.ts';
import { loadSupply } from '../store/facts.ts';
import { notify } from '../store/notices.ts';
import { lockPlan, nextVersion } from '../store/plans.ts';
import { findAssignment } from '../store/roster.ts';
import { loadOwnSetting } from '../store/settings.ts';
import { ownPerson } from './own-shifts.ts';

const openDaysAhead = 42;

export function exchangeRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.listOpenShifts, async ({ actor }) => {
    const now = clock.now();
    return { openShifts: await openShiftsFor(db, ownPerson(actor), { start: now, end: now + openDaysAhead * dayMs }) };
  });

  bind(server, contract.offerShift, ({ body, actor }) =>
    db.tx(async (tx) => {
      const at = clock.now();
      const personId = ownPerson(actor);
      await lockPlan(tx, contract.publishedPlanId);
      const shift = await findAssignment(tx, contract.publishedPlanId, body.assignmentId);
      if (!shift || shift.removed) throw notFound('This shift');
      if (shift.personId !== personId) throw forbidden('This is not your shift.');
      if (shift.start <= at) throw refused({ code: 'begun', text: 'This shift has begun already.' });
      const offer_id = newId('off');
      await saveOffer(tx, {
        offer_id,
        assignment_id: shift.id,
        person_id: personId,
        note: body.note,
        status: 'open',
        taken_by: null,
        created_at: new Date(at),
      }).catch(alreadyOffered);
      const able = await supportersWhoMay(tx, shift);
      const places = placesOf(await loadSupply(tx));
      const news = await notify(
        tx,
        able.map((one) => ({
          personId: one,
          kind: 'offered',
          text: `${actor.name} offers ${placeWords(shift, places)}.`,
          link: contract.noticePages.openShifts,
        })),
        at,
      );
      await audit(tx, actor, { action: 'coverage.shift-offered', subjectKind: 'assignment', subjectId: shift.id }, at);
      await tell(tx, [offersChanged(offer_id), ...news], at);
      return { offerId: offer_id, told: able.length };
    }),
  );

  bind(server, contract.withdrawOffer, ({ params, actor }) =>
    db.tx(async (tx) => {
      const offer = await findOffer(tx, params.offerId);
      if (!offer) throw notFound('This offer');
      if (offer.person_id !== ownPerson(actor)) throw forbidden('This is not your offer.');
      if (offer.status !== 'open') throw refused({ code: 'not-open', text: `This offer is ${offer.status} already.` });
      await setOffer(tx, offer.offer_id, { status: 'withdrawn' });
      await audit(
        tx,
        actor,
        { action: 'coverage.offer-withdrawn', subjectKind: 'assignment', subjectId: offer.assignment_id },
        clock.now(),
      );
      await tell(tx, [offersChanged(offer.offer_id)], clock.now());
      return { done: true as const };
    }),
  );

  bind(server, contract.takeOpenShift, ({ body, actor }) =>
    db.tx(async (tx) => {
      const [kind, id] = splitKey(body.key);
      if (kind === 'offer') return takeOffer(tx, id, actor, clock.now());
      if (kind === 'need') return takeNeed(tx, id, actor, clock.now());
      throw notFound('This open shift');
    }),
  );
}

const splitKey = (key: string): [string, string] => {
  const at = key.indexOf(':');
  return [key.slice(0, at), key.slice(at + 1)];
};

const alreadyOffered = (error: unknown): never => {
  if ((error as { code?: string }).code === '23505') throw refused({ code: 'offered', text: 'You offer this shift already.' });
  throw error;
};

async function takeOffer(tx: Tx, offerId: string, actor: Actor, at: Instant): Promise<contract.Taken> {
  const personId = ownPerson(actor);
  const plan = await lockPlan(tx, contract.publishedPlanId);
  const offer = await findOffer(tx, offerId);
  if (offer?.status !== 'open') throw refused({ code: 'gone', text: 'Somebody else was faster, or it is not offered any more.' });
  const exchange = mustBeAllowed(await judgeExchange(tx, { gives: offer.assignment_id, toPersonId: personId, takes: null }, at));
  if ((await loadOwnSetting(tx, 'swapsNeedApproval')) === 1) {
    // It waits as a swap for nothing, which is what a coordinator then approves.
    const swap_id = newId('swp');
    const given = { gives: offer.assignment_id, takes: null, note: offer.note, status: 'waiting', created_at: new Date(at) };
    await saveSwap(tx, { swap_id, from_person: offer.person_id, to_person: personId, ...given });
    await setOffer(tx, offerId, { status: 'waiting', taken_by: personId });
    await tell(tx, [offersChanged(offerId)], at);
    return { status: 'waiting', assignmentId: null };
  }
  const version = await nextVersion(tx, plan);
  await setOffer(tx, offerId, { status: 'taken', taken_by: personId });
  const news = await applyAll(tx, exchange, version, actor, at);
  const detail = { from: offer.person_id, to: personId };
  await audit(tx, actor, { action: 'coverage.shift-taken', subjectKind: 'assignment', subjectId: offer.assignment_id, detail }, at);
  await tell(tx, [planChanged(plan.plan_id, version), offersChanged(offerId), ...news], at);
  return { status: 'done', assignmentId: offer.assignment_id };
}

async function takeNeed(tx: Tx, needId: string, actor: Actor, at: Instant): Promise<contract.Taken> {
  const personId = ownPerson(actor);
  const plan = await lockPlan(tx, contract.publishedPlanId);
  const exchange = mustBeAllowed(await judgeTaking(tx, needId, personId, at));
  const version = await nextVersion(tx, plan);
  const news = await applyAll(tx, exchange, version, actor, at);
  const taken = exchange.changes[0]?.becomes?.id ?? '';
  await audit(tx, actor, { action: 'coverage.need-taken', subjectKind: 'assignment', subjectId: taken, detail: { needId, personId } }, at);
  await tell(tx, [planChanged(plan.plan_id, version), ...news], at);
  return { status: 'done', assignmentId: taken };
}

/** @throws Problem 409 with the verdicts, where a hard rule forbids it. */
export function mustBeAllowed(judged: Awaited<ReturnType<typeof judgeExchange>>): Exchange {
  if (!judged.ok) throw refused(judged.refusal);
  const [first] = judged.value.breaches;
  if (first) throw new Problem(409, 'breaks-rule', `That would break a rule: ${first.text}.`, { verdicts: judged.value.breaches });
  return judged.value;
}

/** Writes all changes of an exchange; the news are to be told last. */
export async function applyAll(tx: Tx, { frame, changes }: Exchange, version: number, by: Actor, at: Instant): Promise<News[]> {
  const news: News[] = [];
  for (const change of changes) news.push(...(await applyChange(tx, frame, change, { version, at, by })).news);
  return news;
}
