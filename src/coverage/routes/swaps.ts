import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { forbidden, notFound, refused } from '#platform/http/problem.ts';
import { tell, type News } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import { planChanged, swapChanged } from '../events.ts';
import { judgeExchange } from '../shell/exchange.ts';
import { swapChoices } from '../shell/swap-choices.ts';
import { swapViews } from '../shell/swap-views.ts';
import { lockSwap, reopenOffer, saveSwap, setSwap, swapsOf, type SwapRow } from '../store/exchanges.ts';
import { notify, type NewNotice } from '../store/notices.ts';
import { findPlan, lockPlan, nextVersion } from '../store/plans.ts';
import { findAssignment } from '../store/roster.ts';
import { loadOwnSetting } from '../store/settings.ts';
import { applyAll, mustBeAllowed } from './exchanges.ts';
import { ownPerson } from './own-shifts.ts';

export function swapRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.listSwaps, async ({ actor }) => ({
    swaps: await swapViews(db, await swapsOf(db, actor.personId, actor.can('coverage.plan'))),
  }));

  bind(server, contract.listSwapChoices, async ({ query, actor }) => {
    const own = await findAssignment(db, contract.publishedPlanId, query.assignmentId);
    if (!own || own.removed || own.personId !== ownPerson(actor)) throw notFound('This shift of yours');
    return { choices: await swapChoices(db, own, clock.now()) };
  });

  bind(server, contract.proposeSwap, ({ body, actor }) =>
    db.tx(async (tx) => {
      const at = clock.now();
      const personId = ownPerson(actor);
      await lockPlan(tx, contract.publishedPlanId);
      const own = await findAssignment(tx, contract.publishedPlanId, body.assignmentId);
      if (own?.personId !== personId) throw forbidden('This is not your shift.');
      if (body.toPersonId === personId) throw refused({ code: 'yourself', text: 'Choose a colleague.' });
      mustBeAllowed(await judgeExchange(tx, { gives: own.id, toPersonId: body.toPersonId, takes: body.forAssignmentId }, at));
      const row: SwapRow = {
        swap_id: newId('swp'),
        from_person: personId,
        to_person: body.toPersonId,
        gives: own.id,
        takes: body.forAssignmentId,
        note: body.note,
        status: 'proposed',
        created_at: new Date(at),
      };
      await saveSwap(tx, row);
      const text = `${actor.name} proposes ${body.forAssignmentId === null ? 'that you take a shift' : 'to swap shifts'}.`;
      const news = await notify(tx, [{ personId: body.toPersonId, kind: 'swap', text, link: contract.noticePages.swaps }], at);
      return done(tx, row, actor, at, news);
    }),
  );

  bind(server, contract.answerSwap, ({ params, body, actor }) =>
    db.tx(async (tx) => {
      const at = clock.now();
      await lockPlan(tx, contract.publishedPlanId);
      const row = await open(tx, params.swapId, 'proposed');
      if (row.to_person !== ownPerson(actor)) throw forbidden('This was not proposed to you.');
      if (!body.accept) return close(tx, row, 'declined', actor, at);
      if ((await loadOwnSetting(tx, 'swapsNeedApproval')) === 0) return complete(tx, row, actor, at);
      mustBeAllowed(await judgeExchange(tx, { gives: row.gives, toPersonId: row.to_person, takes: row.takes }, at));
      await setSwap(tx, row.swap_id, 'waiting');
      return done(tx, { ...row, status: 'waiting' }, actor, at, []);
    }),
  );

  bind(server, contract.withdrawSwap, ({ params, actor }) =>
    db.tx(async (tx) => {
      const row = await lockSwap(tx, params.swapId);
      if (!row) throw notFound('This swap');
      if (row.from_person !== ownPerson(actor)) throw forbidden('This is not your proposal.');
      if (row.status !== 'proposed' && row.status !== 'waiting')
        throw refused({ code: 'not-open', text: `This swap is ${row.status} already.` });
      return close(tx, row, 'withdrawn', actor, clock.now());
    }),
  );

  bind(server, contract.approveSwap, ({ params, body, actor }) =>
    db.tx(async (tx) => {
      await lockPlan(tx, contract.publishedPlanId);
      const row = await open(tx, params.swapId, 'waiting');
      return body.approve ? complete(tx, row, actor, clock.now()) : close(tx, row, 'declined', actor, clock.now());
    }),
  );
}

async function open(tx: Tx, swapId: string, status: string): Promise<SwapRow> {
  const row = await lockSwap(tx, swapId);
  if (!row) throw notFound('This swap');
  if (row.status !== status) throw refused({ code: 'not-open', text: `This swap is ${row.status} already.` });
  return row;
}

/** The shifts change hands, if the rules still allow it. */
async function complete(tx: Tx, row: SwapRow, actor: Actor, at: Instant): Promise<contract.Swap> {
  const exchange = mustBeAllowed(await judgeExchange(tx, { gives: row.gives, toPersonId: row.to_person, takes: row.takes }, at));
  const plan = await findPlan(tx, contract.publishedPlanId);
  const version = await nextVersion(tx, plan);
  const news = await applyAll(tx, exchange, version, actor, at); // closes what else was agreed about these shifts, this swap too
  await setSwap(tx, row.swap_id, 'done');
  return done(tx, { ...row, status: 'done' }, actor, at, [planChanged(plan.plan_id, version), ...news]);
}

async function close(tx: Tx, row: SwapRow, status: 'declined' | 'withdrawn', actor: Actor, at: Instant): Promise<contract.Swap> {
  await setSwap(tx, row.swap_id, status);
  await reopenOffer(tx, row.gives);
  const other = status === 'declined' ? row.from_person : row.to_person;
  const notice: NewNotice = {
    personId: other,
    kind: 'swap',
    text: `A swap of shifts with you was ${status}.`,
    link: contract.noticePages.swaps,
  };
  return done(tx, { ...row, status }, actor, at, await notify(tx, [notice], at));
}

async function done(tx: Tx, row: SwapRow, actor: Actor, at: Instant, news: readonly News[]): Promise<contract.Swap> {
  const detail = { from: row.from_person, to: row.to_person, gives: row.gives, takes: row.takes };
  await audit(tx, actor, { action: `coverage.swap-${row.status}`, subjectKind: 'swap', subjectId: row.swap_id, detail }, at);
  await tell(tx, [swapChanged(row.swap_id, row.status), ...news], at);
  const [view] = await swapViews(tx, [row]);
  if (!view) throw notFound('This swap');
  return view;
}
