import { audit } from '#platform/audit/audit.ts';
import { bind } from '#platform/http/bind.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import { classChanged } from '../events.ts';
import { classGrid, classView } from '../shell/class-grid.ts';
import { changeClass, classByCode, classOf, expectInClass, openClass } from '../shell/open-class.ts';
import type { Practice } from '../shell/practice.ts';
import { findOwnInClass, listAttemptsOfClass, listClassCounts } from '../store/classes.ts';

const classesListedMax = 200;

export function classRoutes(practice: Practice): void {
  const { db, clock, server, live, runs, shelf } = practice;

  bind(server, contract.listClasses, async () => ({
    classes: (await listClassCounts(db, classesListedMax)).map((row) => ({
      ...classView(row, shelf),
      learnerCount: row.learners,
      submittedCount: row.submitted,
    })),
  }));

  bind(server, contract.openClass, async ({ body, actor }) => {
    const row = await db.tx((tx) => openClass(tx, body, actor, clock.now()));
    await shelf.bring(row);
    return classView(row, shelf);
  });

  bind(server, contract.lookAtClass, async ({ params, actor }) => {
    const row = await classByCode(db, params.code);
    await shelf.bring(row);
    const own = await findOwnInClass(db, row.class_id, actor.accountId);
    const { name, exerciseTitle, openedByName, exam, limitMinutes, closedAt } = classView(row, shelf);
    return {
      name,
      exerciseTitle,
      openedByName,
      exam,
      limitMinutes,
      closed: closedAt !== null,
      own: own ? { attemptId: own.attempt_id, submitted: own.submitted_at !== null, endsAt: own.ends_at?.getTime() ?? null } : null,
    };
  });

  bind(server, contract.getClassGrid, ({ params }) => classGrid(practice, params.classId));

  bind(server, contract.changeClass, async ({ params, body, actor }) =>
    classView(await changeClass(db, params.classId, body, actor, clock.now()), shelf),
  );

  bind(server, contract.expectInClass, async ({ params, body, actor }) => ({
    expectedCount: await db.tx((tx) => expectInClass(tx, params.classId, body.expected, actor, clock.now())),
  }));

  /** Begins an attempt anew for its learner, unless it is handed in. Answers whether it was. */
  const reset = (attemptId: string, accountId: string): Promise<boolean> =>
    live.within(attemptId, (work) => {
      if (work.sitting.submittedAt !== null) return false;
      work.note({ kind: 'reset' }, accountId);
      runs.catchUp(work);
      return true;
    });

  bind(server, contract.resetClass, async ({ params, actor }) => {
    await classOf(db, params.classId);
    const open = (await listAttemptsOfClass(db, params.classId)).filter(({ submitted_at }) => submitted_at === null);
    const done = await Promise.all(open.map(({ attempt_id }) => reset(attempt_id, actor.accountId)));
    const resetCount = done.filter(Boolean).length;
    await db.tx(async (tx) => {
      const entry = { action: 'practice.class-reset', subjectKind: 'practice-class', subjectId: params.classId, detail: { resetCount } };
      await audit(tx, actor, entry, clock.now());
      await tell(tx, [classChanged(params.classId)], clock.now());
    });
    return { resetCount };
  });

  bind(server, contract.resetForLearner, async ({ params, actor }) => {
    const done = await reset(params.attemptId, actor.accountId);
    const entry = { action: 'practice.attempt-reset', subjectKind: 'practice-attempt', subjectId: params.attemptId };
    if (done) await db.tx((tx) => audit(tx, actor, entry, clock.now()));
    return { resetCount: done ? 1 : 0 };
  });
}
