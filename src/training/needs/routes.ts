import { findPerson, loadPeople, today } from '#directory/index.ts';
import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { changedMeanwhile, forbidden, notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract/needs.ts';
import { needsChanged } from '../events.ts';
import { loadAssessment, needsPage, roleNeeds } from './assess.ts';
import { startingMaps } from './starting-maps.ts';
import * as store from './store.ts';

export function needsRoutes(deps: Deps): void {
  readRoutes(deps);
  changeRoutes(deps);
  surveyRoutes(deps);
}

function readRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.listNeeds, async () => {
    const [all, people, date] = [await loadAssessment(db), await loadPeople(db), await today(db, clock.now())];
    const counts = Map.groupBy(
      people.filter(({ endDate }) => endDate === null || endDate >= date),
      ({ jobRole }) => jobRole,
    );
    const names = new Set([...all.workflows.keys(), ...all.tasks.keys(), ...all.requirements.keys(), ...counts.keys()]);
    const roles = [...names].map((jobRole) => roleNeeds(all, jobRole, counts.get(jobRole)?.length ?? 0));
    return { roles: roles.toSorted((a, b) => b.people - a.people || a.jobRole.localeCompare(b.jobRole)) };
  });

  bind(server, contract.getNeeds, async ({ params }) => needsPage(await loadAssessment(db), params.jobRole));
}

function changeRoutes({ db, clock, server }: Deps): void {
  const change = (actor: Actor, action: string, subjectId: string, work: (tx: Tx) => Promise<unknown>): Promise<void> =>
    db.tx(async (tx) => {
      await work(tx);
      await audit(tx, actor, { action: `training.${action}`, subjectKind: 'training-needs', subjectId }, clock.now());
      await tell(tx, [needsChanged()], clock.now());
    });

  bind(server, contract.addStartingMaps, async ({ actor }) => {
    const added = { roles: 0, tasks: 0 };
    await change(actor, 'starting-maps-added', 'needs', async (tx) => {
      for (const { jobRole, today: now, future, tasks } of startingMaps()) {
        const by = { changedAt: new Date(clock.now()), changedBy: actor.name };
        if (await store.saveWorkflow(tx, { jobRole, today: now, future, ...by }, 0)) added.roles++;
        for (const task of tasks) if (await store.saveTask(tx, task, 0)) added.tasks++;
      }
    });
    return added;
  });

  bind(server, contract.saveWorkflow, async ({ params, body: { version, ...maps }, actor }) => {
    await change(actor, 'workflow-saved', params.jobRole, async (tx) => {
      const by = { changedAt: new Date(clock.now()), changedBy: actor.name };
      if (!(await store.saveWorkflow(tx, { ...params, ...maps, ...by }, version))) throw changedMeanwhile('This map');
    });
    return needsPage(await loadAssessment(db), params.jobRole);
  });

  bind(server, contract.saveTask, async ({ params, body: { version, ...task }, actor }) => {
    await change(actor, 'task-saved', params.taskId, async (tx) => {
      if (!(await store.saveTask(tx, { ...params, ...task }, version))) throw changedMeanwhile('This task');
    });
    return { done: true as const };
  });

  bind(server, contract.removeTask, async ({ params, actor }) => {
    await change(actor, 'task-removed', params.taskId, async (tx) => {
      if ((await store.deleteTask(tx, params.taskId)).numDeletedRows === 0n) throw notFound('This task');
    });
    return { done: true as const };
  });

  bind(server, contract.addPainPoint, async ({ params, body, actor }) => {
    await change(actor, 'pain-point-added', params.taskId, async (tx) => {
      if (!(await store.loadTasks(tx)).some(({ taskId }) => taskId === params.taskId)) throw notFound('This task');
      await store.insertPain(tx, { painId: newId('pain'), ...params, ...body, at: clock.now(), byName: actor.name });
    });
    return { done: true as const };
  });

  bind(server, contract.removePainPoint, async ({ params, actor }) => {
    await change(actor, 'pain-point-removed', params.painId, async (tx) => {
      if ((await store.deletePain(tx, params.painId)).numDeletedRows === 0n) throw notFound('This pain point');
    });
    return { done: true as const };
  });
}

/** What people of the role say themselves. The audit log says that somebody answered, not what. */
function surveyRoutes({ db, clock, server }: Deps): void {
  const roleOf = async (actor: Actor) => (actor.personId === null ? null : ((await findPerson(db, actor.personId))?.jobRole ?? null));

  bind(server, contract.getOwnSurvey, async ({ actor }) => {
    const jobRole = await roleOf(actor);
    const tasks = (await store.loadTasks(db)).filter((task) => task.jobRole === jobRole);
    const own = new Map(
      (await store.loadAnswers(db)).filter(({ personId }) => personId === actor.personId).map((one) => [one.taskId, one]),
    );
    return {
      jobRole,
      tasks: tasks.map(({ taskId, name }) => {
        const said = own.get(taskId);
        return { taskId, name, own: said ? { timesAWeek: said.timesAWeek, worry: said.worry, comment: said.comment } : null };
      }),
    };
  });

  bind(server, contract.answerSurvey, async ({ params, body, actor }) => {
    const { personId } = actor;
    const jobRole = await roleOf(actor);
    if (personId === null || jobRole === null) throw forbidden('Your account belongs to nobody in the directory, so it has no job role.');
    await db.tx(async (tx) => {
      const task = (await store.loadTasks(tx)).find(({ taskId }) => taskId === params.taskId);
      if (!task) throw notFound('This task');
      if (task.jobRole !== jobRole) throw forbidden('This task is of another job role than yours.');
      await store.saveAnswer(tx, { taskId: task.taskId, personId, ...body }, new Date(clock.now()));
      await audit(tx, actor, { action: 'training.survey-answered', subjectKind: 'training-needs', subjectId: task.taskId }, clock.now());
      await tell(tx, [needsChanged()], clock.now());
    });
    return { done: true as const };
  });
}
