import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { Problem, changedMeanwhile, forbidden, invalid, notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import { stripIdentifiers } from '#kernel/strip-identifiers.ts';
import { handOverChanged, periodChanged } from '../events.ts';
import type { DeskDeps } from '../shell/change-desk.ts';
import { sheetNow } from '../shell/hand-over.ts';
import * as store from '../store/periods.ts';
import type { Reader } from '../store/tables.ts';

/** Operational periods: objectives, positions, who holds them. */
export function periodRoutes({ db, server }: Deps, desk: DeskDeps): void {
  bind(server, contract.listPeriods, async () => ({ periods: await store.loadPeriods(db) }));

  bind(server, contract.createPeriod, ({ body, actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      mustBeWhole(body);
      const periodId = newId('per');
      await store.insertPeriod(tx, periodId, body, actor.name, now);
      await audit(tx, actor, { action: 'support.period-opened', subjectKind: 'period', subjectId: periodId }, now);
      await tell(tx, [periodChanged(periodId)], now);
      return periodOf(tx, periodId);
    }),
  );

  bind(server, contract.changePeriod, ({ params: { periodId }, body, actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      mustBeWhole(body);
      await periodOf(tx, periodId);
      if (!(await store.savePeriod(tx, periodId, body, body.version))) throw changedMeanwhile('This period');
      await audit(tx, actor, { action: 'support.period-changed', subjectKind: 'period', subjectId: periodId }, now);
      await tell(tx, [periodChanged(periodId)], now);
      return periodOf(tx, periodId);
    }),
  );
}

function mustBeWhole({ startsAt, endsAt, positions }: Pick<contract.Period, 'startsAt' | 'endsAt' | 'positions'>): void {
  if (endsAt <= startsAt) throw invalid('A period must end after it begins.');
  const twice = positions.find(({ position }, i) => positions.findIndex((other) => other.position === position) !== i);
  if (twice) throw invalid(`"${twice.position}" is there twice: one position, one holder.`);
}

async function periodOf(reader: Reader, periodId: string): Promise<contract.Period> {
  const [period] = await store.loadPeriods(reader, periodId);
  if (!period) throw notFound('This period');
  return period;
}

/** What one shift hands to the next. */
export function handOverRoutes({ db, server }: Deps, desk: DeskDeps): void {
  bind(server, contract.previewHandOver, () => db.tx(async (tx) => sheetNow(tx, await desk.now(tx))));

  bind(server, contract.handOver, ({ body, actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      const sheet = await sheetNow(tx, now);
      const handOverId = newId('hov');
      await store.insertHandOver(tx, {
        hand_over_id: handOverId,
        at: new Date(now),
        since: new Date(sheet.since),
        by_account: actor.accountId,
        by_name: actor.name,
        notes: stripIdentifiers(body.notes).text,
        sheet,
      });
      await audit(tx, actor, { action: 'support.handed-over', subjectKind: 'hand-over', subjectId: handOverId }, now);
      await tell(tx, [handOverChanged(handOverId)], now);
      return handOverOf(tx, handOverId);
    }),
  );

  bind(server, contract.acceptHandOver, ({ params: { handOverId }, actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      const { byAccount } = await handOverOf(tx, handOverId);
      if (byAccount === actor.accountId) throw forbidden('You handed this over: whoever comes on accepts it.');
      if (!(await store.markAccepted(tx, handOverId, actor.name, now)))
        throw new Problem(409, 'accepted', 'Somebody has accepted this hand-over already.');
      await audit(tx, actor, { action: 'support.hand-over-accepted', subjectKind: 'hand-over', subjectId: handOverId }, now);
      await tell(tx, [handOverChanged(handOverId)], now);
      return handOverOf(tx, handOverId);
    }),
  );

  bind(server, contract.listHandOvers, async () => ({ handOvers: await store.loadHandOvers(db) }));
}

async function handOverOf(reader: Reader, handOverId: string) {
  const [found] = await store.loadHandOvers(reader, handOverId);
  if (!found) throw notFound('This hand-over');
  return found;
}
