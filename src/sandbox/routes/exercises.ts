import { findPeople } from '#directory/index.ts';
import { bind } from '#platform/http/bind.ts';
import * as contract from '../contract.ts';
import type { Practice } from '../shell/practice.ts';
import { listAttemptsOf } from '../store/attempts.ts';
import { loadMarks } from '../store/grades.ts';

const ownCountedMax = 1000;

export function exerciseRoutes({ db, server, shelf }: Practice): void {
  bind(server, contract.listExercises, async ({ actor }) => {
    const own = await listAttemptsOf(db, actor.accountId, ownCountedMax);
    const marks = await loadMarks(
      db,
      own.map(({ attempt_id }) => attempt_id),
    );
    const byExercise = Map.groupBy(own, ({ exercise_id }) => exercise_id);
    const [person] = actor.personId === null ? [] : await findPeople(db, [actor.personId]);
    return {
      ownRole: person?.jobRole ?? null,
      exercises: shelf.all.map(({ exercise, origin }) => {
        const mine = byExercise.get(exercise.id) ?? [];
        return {
          exerciseId: exercise.id,
          title: exercise.title,
          isOwn: origin === 'own',
          role: exercise.role,
          minutes: exercise.minutes,
          story: exercise.story,
          learner: exercise.learner,
          screen: exercise.screen,
          patients: [...exercise.patients],
          passScore: exercise.passScore,
          taskCount: exercise.tasks.filter(({ never }) => never === undefined).length,
          own: {
            attemptCount: mine.length,
            passed: mine.some(({ attempt_id, class_id }) => class_id === null && (marks.get(attempt_id)?.passed ?? false)),
            openAttemptId: mine.find(({ submitted_at }) => submitted_at === null)?.attempt_id ?? null,
          },
        };
      }),
    };
  });
}
