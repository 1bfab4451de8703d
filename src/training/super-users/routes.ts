import { findPerson } from '#directory/index.ts';
import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { forbidden, notFound, Problem } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract/super-users.ts';
import { superUsersChanged } from '../events.ts';
import type { SuperUserPorts } from './ports.ts';
import { insertThanks, loadSuperUsers, lockSuperUser, saveSuperUser, type SuperUserRow } from './store.ts';
import { coverRows, peoplePerSuperUser, superUserViews } from './views.ts';

export function registerSuperUsers(deps: Deps, ports: SuperUserPorts): void {
  const { db, clock, server } = deps;
  const change = (actor: Actor, action: string, personId: string, work: (tx: Tx) => Promise<unknown>): Promise<{ done: true }> =>
    db.tx(async (tx) => {
      await work(tx);
      await audit(tx, actor, { action: `training.super-user-${action}`, subjectKind: 'person', subjectId: personId }, clock.now());
      await tell(tx, [superUsersChanged(personId)], clock.now());
      return { done: true as const };
    });

  bind(server, contract.getSuperUsers, async () => {
    const superUsers = await superUserViews(db, ports, clock.now());
    const cover = await coverRows(db, await loadSuperUsers(db), clock.now());
    return { peoplePerSuperUser, superUsers, cover };
  });

  bind(server, contract.proposeSuperUser, ({ params: { personId }, body, actor }) =>
    change(actor, 'proposed', personId, async (tx) => {
      if (!(await findPerson(tx, personId))) throw notFound('This person');
      const known = await lockSuperUser(tx, personId);
      if (known?.state === 'accepted') throw new Problem(409, 'super-user-already', 'They are a super-user already.');
      if (known?.state === 'nominated') throw new Problem(409, 'asked-already', 'They were asked already and have not answered yet.');
      await saveSuperUser(tx, rowOf(personId, { state: 'nominated', by: actor.name, reason: body.reason, now: clock.now() }));
    }),
  );

  bind(server, contract.endSuperUser, ({ params: { personId }, actor }) =>
    change(actor, 'ended', personId, async (tx) => {
      const known = await lockSuperUser(tx, personId);
      if (!known) throw notFound('This super-user');
      await saveSuperUser(tx, { ...known, state: 'ended', ended_at: new Date(clock.now()) });
    }),
  );

  bind(server, contract.thankSuperUser, ({ params: { personId }, body, actor }) =>
    change(actor, 'thanked', personId, async (tx) => {
      if (!(await lockSuperUser(tx, personId))) throw notFound('This super-user');
      await insertThanks(tx, {
        thanks_id: newId('thx'),
        person_id: personId,
        text: body.text,
        by_name: actor.name,
        at: new Date(clock.now()),
      });
    }),
  );

  bind(server, contract.getOwnSuperUser, async ({ actor }) => {
    const [own] = actor.personId === null ? [] : await superUserViews(db, ports, clock.now(), [actor.personId]);
    return { own: own ?? null };
  });

  bind(server, contract.answerSuperUser, ({ body: { word, reason }, actor }) => {
    const { personId } = actor;
    if (personId === null) throw forbidden('Your account belongs to nobody in the directory. Ask your administrator to connect it to you.');
    return change(actor, word, personId, async (tx) => {
      const known = await lockSuperUser(tx, personId);
      await saveSuperUser(tx, answered(known, word, personId, reason, actor.name, clock.now()));
    });
  });
}

function rowOf(
  personId: string,
  { state, by, reason, now }: { readonly state: SuperUserRow['state']; readonly by: string; readonly reason: string; readonly now: number },
): SuperUserRow {
  const at = new Date(now);
  return {
    person_id: personId,
    state,
    volunteered: state === 'accepted',
    proposed_by: by,
    reason,
    proposed_at: at,
    answered_at: state === 'accepted' ? at : null,
    ended_at: null,
  };
}

type Word = 'volunteer' | 'accept' | 'decline' | 'stop';

/** Nobody is made one: who was proposed says yes or no, who volunteers is one at once, and whoever is one may stop. */
function answered(known: SuperUserRow | null, word: Word, personId: string, reason: string, by: string, now: number): SuperUserRow {
  if (word === 'volunteer') return known?.state === 'accepted' ? known : rowOf(personId, { state: 'accepted', by, reason, now });
  if (!known) throw notFound('A proposal for you');
  if (word === 'stop') return { ...known, state: 'ended', ended_at: new Date(now) };
  if (known.state !== 'nominated') throw new Problem(409, 'nothing-to-answer', 'Nobody waits for your answer. You can volunteer, or stop.');
  return { ...known, state: word === 'accept' ? 'accepted' : 'declined', answered_at: new Date(now) };
}
