import { newId } from '#kernel/ids.ts';
import { isLocalDate } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { loadUnits } from '#directory/index.ts';
import * as contract from '../contract.ts';
import { signOffsChanged } from '../events.ts';
import { loadShifts } from '../store/facts.ts';
import { findSignOff, listSignOffRows, saveSignOff, setWithdrawn, type SignOffRow } from '../store/sign-offs.ts';

export function signOffRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.listSignOffs, async () => ({ signOffs: (await listSignOffRows(db)).map(view) }));

  bind(server, contract.signOff, ({ body, actor }) =>
    db.tx(async (tx) => {
      if (!isLocalDate(body.from)) throw invalid(`${body.from} is not a date.`);
      if (!(await loadUnits(tx)).some((unit) => unit.unitId === body.unitId)) throw notFound('This unit');
      if (!(await loadShifts(tx)).some((shift) => shift.shiftId === body.shiftId)) throw notFound('This shift');
      const row = {
        sign_off_id: newId('sgn'),
        unit_id: body.unitId,
        shift_id: body.shiftId,
        from_date: body.from,
        note: body.note,
        by_name: actor.name,
        at: new Date(clock.now()),
        withdrawn_at: null,
      };
      await saveSignOff(tx, row);
      const detail = { unitId: body.unitId, shiftId: body.shiftId, from: body.from };
      await audit(tx, actor, { action: 'coverage.signed-off', subjectKind: 'sign-off', subjectId: row.sign_off_id, detail }, clock.now());
      await tell(tx, [signOffsChanged(row.sign_off_id)], clock.now());
      return view(row);
    }),
  );

  bind(server, contract.withdrawSignOff, ({ params, actor }) =>
    db.tx(async (tx) => {
      const row = await findSignOff(tx, params.signOffId);
      if (!row) throw notFound('This sign-off');
      if (row.withdrawn_at === null) {
        await setWithdrawn(tx, row.sign_off_id, clock.now());
        await audit(tx, actor, { action: 'coverage.sign-off-withdrawn', subjectKind: 'sign-off', subjectId: row.sign_off_id }, clock.now());
        await tell(tx, [signOffsChanged(row.sign_off_id)], clock.now());
      }
      return { done: true as const };
    }),
  );
}

const view = (row: SignOffRow): contract.SignOffView => ({
  signOffId: row.sign_off_id,
  unitId: row.unit_id,
  shiftId: row.shift_id,
  from: row.from_date,
  note: row.note,
  by: row.by_name,
  at: row.at.getTime(),
  withdrawnAt: row.withdrawn_at?.getTime() ?? null,
});
