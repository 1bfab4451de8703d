import { loadTopics } from '#coverage/index.ts';
import { findPeople, findPerson, loadPeople } from '#directory/index.ts';
import { newId } from '#kernel/ids.ts';
import { dayMs } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid } from '#platform/http/problem.ts';
import type { Reply } from '#platform/http/route.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import { taught } from '../events.ts';
import { ownPerson } from '../shell/own-person.ts';
import type { DeskDeps } from '../shell/change-desk.ts';
import { ownDuty } from '../shell/duty.ts';
import type { TeachingTable } from '../store/floor-tables.ts';
import type { Reader } from '../store/tables.ts';
import { findTeaching, helpedBy, insertTeaching, teachingRows } from '../store/teaching.ts';

const choicesMax = 60;

export function teachingRoutes({ db, server }: Deps, desk: DeskDeps): void {
  bind(server, contract.logTeaching, async ({ body, actor }) => {
    const by = ownPerson(actor);
    const row = await db.tx(async (tx) => {
      if (!(await findPerson(tx, body.personId))) throw invalid('The directory does not know this person any more. Choose somebody else.');
      const now = await desk.now(tx);
      const entry: TeachingTable = {
        teaching_id: newId('tch'),
        client_key: body.clientKey,
        by_person: by,
        person_id: body.personId,
        topic: body.topic,
        result: body.result,
        unit_id: body.unitId,
        at: new Date(Math.min(body.at ?? now, now)),
        logged_at: new Date(now),
      };
      if (!(await insertTeaching(tx, entry))) return findTeaching(tx, body.clientKey);
      const detail = { topic: body.topic, result: body.result };
      await audit(tx, actor, { action: 'support.taught', subjectKind: 'person', subjectId: body.personId, detail }, now);
      await tell(tx, [taught(entry.teaching_id, body.personId)], now);
      return entry;
    });
    const [view] = await views(db, [row]);
    if (!view) throw new Error('bug: a line of the teach-log has no view');
    return view;
  });

  bind(server, contract.listOwnTeaching, async ({ actor }) => ({
    teaching: await views(db, await teachingRows(db, 'by_person', ownPerson(actor))),
  }));

  bind(server, contract.listTeachingOf, ({ params, actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      const rows = await teachingRows(tx, 'person_id', params.personId);
      await audit(tx, actor, { action: 'support.teaching-read', subjectKind: 'person', subjectId: params.personId }, now);
      return { teaching: await views(tx, rows) };
    }),
  );

  bind(server, contract.getTeachingChoices, ({ actor }) =>
    db.tx(async (tx) => {
      const own = ownPerson(actor);
      const now = await desk.now(tx);
      const helped = await findPeople(tx, await helpedBy(tx, own, now - dayMs));
      const unitId = (await ownDuty(tx, own, now))?.supporter.unitId ?? null;
      const near = unitId === null ? [] : (await loadPeople(tx)).filter((one) => one.homeUnit === unitId);
      const people = [...new Map([...helped, ...near].map((one) => [one.personId, one])).values()].filter((one) => one.personId !== own);
      return {
        people: people.slice(0, choicesMax).map((one) => ({ personId: one.personId, name: fullName(one), jobRole: one.jobRole })),
        topics: await loadTopics(tx),
      };
    }),
  );
}

const fullName = ({ givenName, familyName }: { givenName: string; familyName: string }): string => `${givenName} ${familyName}`.trim();

async function views(reader: Reader, rows: readonly TeachingTable[]): Promise<Reply<typeof contract.listOwnTeaching>['teaching']> {
  const ids = [...new Set(rows.flatMap((row) => [row.by_person, row.person_id]))];
  const names = new Map((await findPeople(reader, ids)).map((one) => [one.personId, fullName(one)]));
  return rows.map((row) => ({
    teachingId: row.teaching_id,
    byName: names.get(row.by_person) ?? row.by_person,
    personId: row.person_id,
    personName: names.get(row.person_id) ?? row.person_id,
    topic: row.topic,
    result: row.result,
    unitId: row.unit_id,
    at: row.at.getTime(),
  }));
}
