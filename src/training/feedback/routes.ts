import { findPeople, loadOrganisation } from '#directory/index.ts';
import { loadExercisePace } from '#sandbox/index.ts';
import { newId } from '#kernel/ids.ts';
import { stripIdentifiers } from '#kernel/strip-identifiers.ts';
import { addDays, toLocal, weekday } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid, notFound, refused } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract/feedback.ts';
import { settingsWith } from '../core/gate/settings.ts';
import { feedbackChanged } from '../events.ts';
import { personOf } from '../modules/routes/learning.ts';
import { moduleCounts } from '../modules/store/statistics.ts';
import { loadSettings } from '../shell/load-gate.ts';
import { loadNames } from './names.ts';
import { changeLine, loadQueue, measuredAt, ownFeedback } from './queue.ts';
import * as store from './store.ts';
import { columnsOf, keyOfPlace, placeOf } from './tables.ts';

export function feedbackRoutes(deps: Deps): void {
  learnerRoutes(deps);
  queueRoutes(deps);
  repairRoutes(deps);
}

/** The log keeps that something was said, not by whom: whoever reads it must not find out what the queue keeps back. */
const aLearner = { accountId: null, name: 'a learner' } as const;

function learnerRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.giveFeedback, ({ body, actor }) =>
    db.tx(async (tx) => {
      const personId = personOf(actor);
      const now = clock.now();
      await mustExist(tx, body);
      const { text, removed } = stripIdentifiers(body.comment);
      const isNew = await store.insertFeedback(tx, {
        ...columnsOf(body),
        feedback_id: newId('fbk'),
        feedback_key: body.key,
        person_id: personId,
        version: body.version,
        said: body.said,
        comment: text,
        named: body.named,
        at: new Date(now),
      });
      if (isNew) {
        await audit(tx, aLearner, { action: 'training.feedback-given', subjectKind: 'training-feedback', subjectId: body.activityId }, now);
        await tell(tx, [feedbackChanged(body.activityId)], now);
      }
      return { removed: [...removed] };
    }),
  );

  bind(server, contract.listOwnFeedback, async ({ actor }) => ({
    feedback: actor.personId === null ? [] : await ownFeedback(db, actor.personId),
  }));

  bind(server, contract.seeAnswers, ({ actor }) =>
    db.tx(async (tx) => {
      await store.seeAnswersOf(tx, personOf(actor), new Date(clock.now()));
      return {};
    }),
  );

  bind(server, contract.listChanges, async ({ query }) => {
    const named = await loadNames(db);
    const of = { ...(query.activity ? { activity: query.activity } : {}), ...(query.activityId ? { activityId: query.activityId } : {}) };
    return { changes: (await store.closedRepairs(db, of)).map((row) => changeLine(named, row)) };
  });
}

/** @throws Problem 404: nobody can say something of what is not there, and the queue has no lines that lead nowhere. */
async function mustExist(tx: Tx, place: contract.FeedbackPlace): Promise<void> {
  const { modules, exercises } = await loadNames(tx);
  const { activity, activityId, part, partId } = place;
  const known = activity === 'module' ? modules.get(activityId) : exercises.get(activityId);
  if (!known) throw notFound(activity === 'module' ? 'This module' : 'This exercise');
  const fits = {
    whole: () => partId === '',
    // An item or page of a version that somebody is still on may be gone from the present one: it is taken all the same.
    page: () => activity === 'module' && /^\d{1,3}$/.test(partId),
    item: () => activity === 'module' && partId !== '',
    task: () => activity === 'exercise' && (exercises.get(activityId)?.tasks.has(partId) ?? false),
  }[part]();
  if (!fits) throw invalid('This is no place in it that something can be said of.');
}

function queueRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.listRepairs, async ({ query }) => {
    const { named, lines } = await loadQueue(db, clock.now());
    const { smallGroupPeople } = settingsWith(await loadSettings(db));
    const of = query.activityId === undefined ? {} : { activityId: query.activityId };
    const closed = (await store.closedRepairs(db, of, 50)).map((row) => changeLine(named, row));
    const shown = lines.filter((line) => query.activityId === undefined || line.activityId === query.activityId);
    return { lines: shown.slice(0, 300), closed, smallGroupPeople };
  });

  bind(server, contract.getRepairPlace, async ({ query: place }) => {
    const named = await loadNames(db);
    const rows = await store.feedbackAt(db, place);
    const { smallGroupPeople } = settingsWith(await loadSettings(db));
    const manyCame = (await peopleAt(db, place, clock.now())) >= smallGroupPeople;
    const people = new Map(
      (
        await findPeople(
          db,
          rows.filter((row) => row.named).map((row) => row.person_id),
        )
      ).map((one) => [one.personId, one]),
    );
    const closed = await store.closedRepairs(db, { activity: place.activity, activityId: place.activityId }, 2000);
    const { timeZone } = await loadOrganisation(db);
    const monday = (at: Date): string => {
      const { date } = toLocal(at.getTime(), timeZone);
      return addDays(date, 1 - weekday(date));
    };
    return {
      comments: rows
        .filter((row) => row.comment !== '' || row.named)
        .map((row) => {
          const who = row.named ? people.get(row.person_id) : undefined;
          const by = who ? `${who.givenName} ${who.familyName}`.trim() : '';
          return { said: row.said, comment: row.comment, week: manyCame || row.named ? monday(row.at) : null, version: row.version, by };
        }),
      before: closed.filter((row) => keyOfPlace(placeOf(row)) === keyOfPlace(place)).map((row) => changeLine(named, row)),
    };
  });
}

async function peopleAt(db: Deps['db'], { activity, activityId }: contract.FeedbackPlace, now: number): Promise<number> {
  if (activity === 'module') return (await moduleCounts(db, activityId)).begun;
  return (await loadExercisePace(db, new Date(now))).find((one) => one.exerciseId === activityId)?.people ?? 0;
}

function repairRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.takeRepair, ({ body, actor }) =>
    db.tx(async (tx) => {
      const now = clock.now();
      await mustExist(tx, body);
      const repairId = newId('rep');
      if (!(await store.insertRepair(tx, body, { repair_id: repairId, taken_by: actor.name, taken_at: new Date(now) })))
        throw refused({ code: 'taken', text: 'Somebody sees to this already. Look at the queue again to see who.' });
      await audit(tx, actor, { action: 'training.repair-taken', subjectKind: 'training-repair', subjectId: repairId }, now);
      await tell(tx, [feedbackChanged(body.activityId)], now);
      return { repairId };
    }),
  );

  bind(server, contract.giveBackRepair, ({ params, actor }) =>
    db.tx(async (tx) => {
      const now = clock.now();
      const repair = await mustBeOpen(tx, params.repairId);
      await store.deleteRepair(tx, params.repairId);
      await audit(tx, actor, { action: 'training.repair-given-back', subjectKind: 'training-repair', subjectId: params.repairId }, now);
      await tell(tx, [feedbackChanged(repair.activity_id)], now);
      return {};
    }),
  );

  bind(server, contract.closeRepair, ({ params, body, actor }) =>
    db.tx(async (tx) => {
      const now = clock.now();
      const repair = await mustBeOpen(tx, params.repairId);
      const { outcome, version, youSaid, answer } = body;
      if (outcome === 'repaired' && repair.activity === 'module' && version === null) throw invalid('Say which version has the repair.');
      const told = await store.finishRepair(tx, repair, {
        outcome,
        version,
        you_said: youSaid,
        answer,
        hindered_then: await measuredAt(tx, placeOf(repair), now),
        closed_by: actor.name,
        closed_at: new Date(now),
      });
      await audit(tx, actor, { action: `training.repair-${outcome}`, subjectKind: 'training-repair', subjectId: params.repairId }, now);
      await tell(tx, [feedbackChanged(repair.activity_id)], now);
      return { told };
    }),
  );
}

async function mustBeOpen(tx: Tx, repairId: string): Promise<store.RepairRow> {
  const repair = await store.lockRepair(tx, repairId);
  if (!repair) throw notFound('This repair');
  return repair;
}
