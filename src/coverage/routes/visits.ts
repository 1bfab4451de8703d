import { findPeople, findPerson } from '#directory/index.ts';
import { loadFacts } from '#training/index.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Clock, Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound } from '#platform/http/problem.ts';
import type { NewsReader } from '#platform/realtime/news-reader.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import { visitsChanged } from '../events.ts';
import { arrange } from '../shell/arrange-outreach.ts';
import { closedVisits, closeVisit, lockVisit, openVisits, wantVisit, type VisitRow } from '../store/visits.ts';

/** Training says that somebody should come along; here a person decides when. */
export const visitReader = (clock: Clock): NewsReader => ({
  name: 'coverage.outreach-wanted',
  kinds: ['training.outreach-wanted'],
  hear: async (tx, { subject }) => {
    const now = clock.now();
    if (!(await findPerson(tx, subject))) return; // gone from the directory meanwhile
    if (await wantVisit(tx, subject, new Date(now))) await tell(tx, [visitsChanged()], now);
  },
});

const closedShownMax = 50;

export function visitRoutes(deps: Deps): void {
  listRoutes(deps);
  closingRoutes(deps);
}

function listRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.listVisits, ({ actor }) =>
    db.tx(async (tx) => {
      const [open, closed] = [await openVisits(tx), await closedVisits(tx, closedShownMax)];
      const ids = [...new Set([...open, ...closed].map((row) => row.person_id))];
      const people = new Map((await findPeople(tx, ids)).map((person) => [person.personId, person]));
      const seen = await loadFacts(tx, { personIds: open.map((row) => row.person_id), kinds: ['signal-seen'] });
      const who = ({ visit_id: visitId, person_id: personId, wanted_at }: VisitRow) => {
        const person = people.get(personId);
        const name = person ? `${person.givenName} ${person.familyName}`.trim() : personId;
        return {
          visitId,
          personId,
          name,
          jobRole: person?.jobRole ?? '',
          homeUnit: person?.homeUnit ?? null,
          wantedAt: wanted_at.getTime(),
        };
      };
      await audit(tx, actor, { action: 'visits.read', subjectKind: 'visits', subjectId: 'wanted' }, clock.now());
      return {
        visits: open.map((row) => {
          // What was noticed shortly before the rule spoke belongs to it.
          const since = row.wanted_at.getTime() - noticedBeforeMs;
          const mine = seen.filter((fact) => fact.personId === row.person_id && fact.at >= since && !fact.voided);
          return { ...who(row), signals: [...new Set(mine.map((fact) => fact.signal))] };
        }),
        closed: closed.map((row) => ({
          ...who(row),
          outcome: row.outcome ?? 'set-aside',
          reason: row.reason,
          closedBy: row.closed_by ?? '',
          closedAt: row.closed_at?.getTime() ?? 0,
        })),
      };
    }),
  );
}

function closingRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.arrangeVisit, ({ params, body, actor }) =>
    db.tx(async (tx) => {
      const now = clock.now();
      const visit = await mustBeOpen(tx, params.visitId);
      const person = await findPerson(tx, visit.person_id);
      if (!person) throw notFound('This person');
      const outreach = await arrange(tx, person, body, actor, now);
      const closed = {
        outcome: 'arranged',
        outreach_id: outreach.outreachId,
        reason: '',
        closed_by: actor.name,
        closed_at: new Date(now),
      } as const;
      await closeVisit(tx, visit.visit_id, closed);
      await tell(tx, [visitsChanged()], now);
      return outreach;
    }),
  );

  bind(server, contract.setVisitAside, ({ params, body: { reason }, actor }) =>
    db.tx(async (tx) => {
      const now = clock.now();
      const visit = await mustBeOpen(tx, params.visitId);
      await closeVisit(tx, visit.visit_id, {
        outcome: 'set-aside',
        outreach_id: null,
        reason,
        closed_by: actor.name,
        closed_at: new Date(now),
      });
      await audit(tx, actor, { action: 'visit.set-aside', subjectKind: 'person', subjectId: visit.person_id }, now);
      await tell(tx, [visitsChanged()], now);
      return {};
    }),
  );
}

const noticedBeforeMs = 60_000;

async function mustBeOpen(tx: Tx, visitId: string): Promise<VisitRow> {
  const visit = await lockVisit(tx, visitId);
  if (!visit) throw notFound('This visit');
  return visit;
}
