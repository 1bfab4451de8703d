import { newId } from '#kernel/ids.ts';
import { hourMs, type Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { Problem, changedMeanwhile, forbidden, invalid, notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { findPeople } from '#directory/index.ts';
import * as contract from '../contract.ts';
import { callOutChanged, planChanged } from '../events.ts';
import { mend, touchedBy, type Proposal } from '../shell/mend.ts';
import { placesOf } from '../shell/places.ts';
import { noticesOf } from '../shell/change-notices.ts';
import { listCallOutRows, lockCallOut, saveCallOut, setCallOut, waitingCallOutRows, type CallOutRow } from '../store/call-outs.ts';
import { closeExchangesOf } from '../store/exchanges.ts';
import { loadSupply } from '../store/facts.ts';
import { notify } from '../store/notices.ts';
import { lockPlan, nextVersion } from '../store/plans.ts';
import { applyDiff } from '../store/publish.ts';
import { saveNeeds, saveUncovered } from '../store/roster.ts';
import { loadOwnSetting } from '../store/settings.ts';
import type { Reader } from '../store/tables.ts';
import { fullName, namesOf } from '../words.ts';

const awayDaysMax = 60;

export function callOutRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.createCallOut, ({ body, actor }) =>
    db.tx(async (tx) => {
      mayCallOut(actor, body.personId);
      const now = clock.now();
      const at = body.at ?? now;
      const until = body.until ?? at + (await loadOwnSetting(tx, 'callOutHoursDefault')) * hourMs;
      if (until <= at || until - at > awayDaysMax * 24 * hourMs) throw invalid(`An absence lasts from a minute to ${awayDaysMax} days.`);
      const [person] = await findPeople(tx, [body.personId]);
      if (!person) throw notFound('This person');
      const mended = await mend(tx, { personId: body.personId, at, until }, now);
      const row = {
        call_out_id: newId('out'),
        person_id: body.personId,
        starts_at: new Date(at),
        ends_at: new Date(until),
        reason: body.reason,
        status: 'proposed',
        proposal: mended.proposal,
        shown: mended.shown,
        created_at: new Date(now),
        created_by: actor.name,
      };
      await saveCallOut(tx, row);
      const detail = { personId: body.personId, hours: (until - at) / hourMs, disturbed: mended.shown.disturbed.length };
      await audit(tx, actor, { action: 'coverage.called-out', subjectKind: 'call-out', subjectId: row.call_out_id, detail }, now);
      await tell(tx, [callOutChanged(row.call_out_id, row.status)], now);
      return view({ ...row, version: 1 }, fullName(person));
    }),
  );

  bind(server, contract.listCallOuts, async ({ query }) => {
    const rows = query.waiting ? await waitingCallOutRows(db, clock.now()) : await listCallOutRows(db);
    const people = await findPeople(db, [...new Set(rows.map((row) => row.person_id))]);
    const nameOf = namesOf(people);
    return { callOuts: rows.map((row) => view(row, nameOf(row.person_id))) };
  });

  bind(server, contract.acceptCallOut, ({ params, actor }) => db.tx((tx) => accept(tx, params.callOutId, actor, clock.now())));

  bind(server, contract.reproposeCallOut, ({ params, actor }) =>
    db.tx(async (tx) => {
      const row = await open(tx, params.callOutId);
      const absence = { personId: row.person_id, at: row.starts_at.getTime(), until: row.ends_at.getTime() };
      const { proposal, shown } = await mend(tx, absence, clock.now());
      await setCallOut(tx, row.call_out_id, { proposal, shown });
      await audit(tx, actor, { action: 'coverage.repair-proposed', subjectKind: 'call-out', subjectId: row.call_out_id }, clock.now());
      await tell(tx, [callOutChanged(row.call_out_id, row.status)], clock.now());
      return named(tx, { ...row, shown });
    }),
  );

  bind(server, contract.withdrawCallOut, ({ params, actor }) =>
    db.tx(async (tx) => {
      const row = await lockCallOut(tx, params.callOutId);
      if (!row) throw notFound('This call-out');
      mayCallOut(actor, row.person_id);
      if (row.status !== 'withdrawn') {
        await setCallOut(tx, row.call_out_id, { status: 'withdrawn' });
        await audit(tx, actor, { action: 'coverage.call-out-withdrawn', subjectKind: 'call-out', subjectId: row.call_out_id }, clock.now());
        await tell(tx, [callOutChanged(row.call_out_id, 'withdrawn')], clock.now());
      }
      return named(tx, { ...row, status: 'withdrawn' });
    }),
  );
}

function mayCallOut(actor: Actor, personId: string): void {
  if (actor.personId !== personId && !actor.can('coverage.plan')) throw forbidden('You can call out only for yourself.');
}

async function open(tx: Tx, callOutId: string): Promise<CallOutRow> {
  const row = await lockCallOut(tx, callOutId);
  if (!row) throw notFound('This call-out');
  if (row.status !== 'proposed') throw new Problem(409, 'not-open', `This call-out is ${row.status} already.`);
  return row;
}

async function accept(tx: Tx, callOutId: string, actor: Actor, at: Instant): Promise<contract.CallOut> {
  const plan = await lockPlan(tx, contract.publishedPlanId);
  const row = await open(tx, callOutId);
  const proposal = row.proposal as Proposal;
  if (plan.version !== proposal.planVersion) throw changedMeanwhile('The published plan');
  const version = await nextVersion(tx, plan);
  const { diff } = proposal;
  await applyDiff(tx, diff, version, at);
  await saveNeeds(tx, plan.plan_id, proposal.needs, version);
  await saveUncovered(tx, plan.plan_id, touchedBy(proposal), proposal.uncovered, version);
  await closeExchangesOf(
    tx,
    [...diff.remove, ...diff.change.map(({ was }) => was)].map((one) => one.id),
  );
  await setCallOut(tx, callOutId, { status: 'accepted' });
  const news = await notify(tx, noticesOf(diff, placesOf(await loadSupply(tx)), actor.personId), at);
  const detail = { personId: row.person_id, added: diff.add.length, removed: diff.remove.length, changed: diff.change.length };
  await audit(tx, actor, { action: 'coverage.repair-accepted', subjectKind: 'call-out', subjectId: callOutId, detail }, at);
  await tell(tx, [callOutChanged(callOutId, 'accepted'), planChanged(plan.plan_id, version), ...news], at);
  return named(tx, { ...row, status: 'accepted' });
}

async function named(reader: Reader, row: CallOutRow): Promise<contract.CallOut> {
  const [person] = await findPeople(reader, [row.person_id]);
  return view(row, person ? fullName(person) : row.person_id);
}

function view(row: CallOutRow, personName: string): contract.CallOut {
  return {
    callOutId: row.call_out_id,
    personId: row.person_id,
    personName,
    at: row.starts_at.getTime(),
    until: row.ends_at.getTime(),
    reason: row.reason,
    status: row.status as contract.CallOut['status'],
    createdAt: row.created_at.getTime(),
    createdBy: row.created_by,
    repair: row.shown as contract.CallOut['repair'],
  };
}
