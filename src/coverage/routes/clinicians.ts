import { isLocalDate } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid, notFound, refused } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { findPerson, loadUnits } from '#directory/index.ts';
import { loadTrainedOn } from '#training/index.ts';
import type { Person } from '#directory/contract.ts';
import * as contract from '../contract.ts';
import { clinicianChanged } from '../events.ts';
import { arrange } from '../shell/arrange-outreach.ts';
import { clinicianLines, clinicianPage, clockOf, loadClinicians, sortedLines } from '../shell/clinician-page.ts';
import { cancelOutreachRow, outreachView, saveExposure } from '../store/clinicians.ts';
import type { Reader } from '../store/tables.ts';

export function clinicianRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.listClinicians, async ({ query }) => {
    const all = await clinicianLines(db, await loadClinicians(db, { now: clock.now(), trainedOn: await loadTrainedOn(db, clock.now()) }));
    const counts: Record<string, number> = {};
    for (const line of all) counts[line.clock.state] = (counts[line.clock.state] ?? 0) + 1;
    const words = (query.search ?? '').toLowerCase().split(/\s+/);
    const found = all.filter((line) => {
      const text = `${line.name} ${line.specialty} ${line.practiceGroup} ${line.personId}`.toLowerCase();
      return (query.state === undefined || line.clock.state === query.state) && words.every((word) => text.includes(word));
    });
    const lines = sortedLines(found, query, await loadUnits(db));
    return { clinicians: lines.slice(query.offset, query.offset + query.limit), fitting: found.length, counts };
  });

  bind(server, contract.getClinician, async ({ params, actor }) => {
    const person = await personOf(db, params.personId);
    const read = { action: 'clinician.read', subjectKind: 'person', subjectId: person.personId };
    await db.tx((tx) => audit(tx, actor, read, clock.now()));
    return clinicianPage(db, person, clock.now());
  });

  bind(server, contract.getOwnClock, async ({ actor }) => {
    const person = actor.personId === null ? null : await findPerson(db, actor.personId);
    return person ? clinicianPage(db, person, clock.now()) : null;
  });

  bind(server, contract.createOutreach, ({ params, body, actor }) =>
    db.tx(async (tx) => arrange(tx, await personOf(tx, params.personId), body, actor, clock.now())),
  );

  bind(server, contract.askOwnOutreach, ({ body, actor }) =>
    db.tx(async (tx) => {
      if (actor.personId === null)
        throw refused({
          code: 'not-a-person',
          text: 'Your account is not linked to a person of the directory. An administrator can link it.',
        });
      return arrange(tx, await personOf(tx, actor.personId), body, actor, clock.now());
    }),
  );

  bind(server, contract.cancelOutreach, ({ params, actor }) =>
    db.tx(async (tx) => {
      const row = await cancelOutreachRow(tx, params.outreachId, clock.now());
      if (!row) throw notFound('This session');
      await audit(tx, actor, { action: 'outreach.cancelled', subjectKind: 'outreach', subjectId: row.outreach_id }, clock.now());
      await tell(tx, [clinicianChanged(row.person_id)], clock.now());
      return outreachView(row);
    }),
  );

  bind(server, contract.recordExposure, async ({ params, body, actor }) => {
    // Before the transaction: it changes nothing of it, and asking for a second connection within one can wait for ever.
    const trainedOn = await loadTrainedOn(db, clock.now());
    return db.tx(async (tx) => {
      const person = await personOf(tx, params.personId);
      if (!isLocalDate(body.date)) throw invalid(`${body.date} is not a date.`);
      if (body.supportedRounds > body.liveRounds) throw invalid('No more rounds can have been supported than there were.');
      await saveExposure(tx, { personId: person.personId, ...body });
      const detail = { ...body };
      await audit(tx, actor, { action: 'exposure.recorded', subjectKind: 'person', subjectId: person.personId, detail }, clock.now());
      await tell(tx, [clinicianChanged(person.personId)], clock.now());
      return clockOf(await loadClinicians(tx, { now: clock.now(), trainedOn, personId: person.personId }), person);
    });
  });
}

async function personOf(reader: Tx | Reader, personId: string): Promise<Person> {
  const person = await findPerson(reader, personId);
  if (!person) throw notFound('This person');
  return person;
}
