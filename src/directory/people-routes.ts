import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from './contract.ts';
import { loadHistory, loadRolesHeldOn } from './history.ts';
import { today } from './organisation.ts';
import { changePerson, createPerson } from './people.ts';
import { countWords, searchPeople } from './people-search.ts';
import { loadRows } from './row-table.ts';
import { personTable } from './row-tables.ts';

export function registerPeople({ db, clock, server }: Deps): void {
  bind(server, contract.listPeople, async ({ query }) => searchPeople(db, query, await today(db, clock.now())));

  bind(server, contract.listPeopleWords, async () => {
    const now = await today(db, clock.now());
    const [jobRoles, specialties, practiceGroups] = await Promise.all([
      countWords(db, 'job_role', now),
      countWords(db, 'specialty', now),
      countWords(db, 'practice_group', now),
    ]);
    return { jobRoles, specialties, practiceGroups };
  });

  bind(server, contract.getPerson, async ({ params, actor }) =>
    db.tx(async (tx) => {
      const [person] = await loadRows(tx, personTable, params);
      if (!person) throw notFound('This person');
      const [manager] = person.managerId === null ? [] : await loadRows(tx, personTable, { personId: person.managerId });
      const history = await loadHistory(tx, person.personId);
      await audit(tx, actor, { action: 'person.read', subjectKind: 'person', subjectId: person.personId }, clock.now());
      return { person, manager: manager ? contract.PersonLine.parse(manager) : null, history };
    }),
  );

  bind(server, contract.createPerson, async ({ body, actor }) => db.tx((tx) => createPerson(tx, body, { actor, at: clock.now() })));

  bind(server, contract.changePerson, async ({ params, body, actor }) => {
    const { effective, ...person } = body;
    return db.tx((tx) => changePerson(tx, { ...person, ...params }, effective, { actor, at: clock.now() }));
  });

  bind(server, contract.listRolesHeld, async ({ query }) => {
    const found = await loadRolesHeldOn(db, { ...query, limit: query.limit + 1 });
    const held = found.slice(0, query.limit);
    return { held, next: found.length > held.length ? (held.at(-1)?.personId ?? null) : null };
  });
}
