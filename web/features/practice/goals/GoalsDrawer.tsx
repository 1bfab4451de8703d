import { Button, Drawer } from '@mantine/core';
import { IconCircle, IconCircleCheck, IconCircleHalf2 } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getGoals, listExercises, takeHint, type AttemptDetail, type Goal } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { FeedbackButton } from '#web/app/FeedbackButton.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { practiceKeys } from '../shell/practice-keys.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { useOwnModules } from './use-own-modules.ts';
import css from './goals.module.css';

/** How far the tasks are. Asked anew after every write and when time passes. */
export function useGoals(attemptId: string, isExercise: boolean) {
  return useQuery({
    queryKey: practiceKeys.goals(attemptId),
    queryFn: () => call(getGoals, { params: { attemptId } }),
    enabled: isExercise,
    refetchInterval: 20_000,
  });
}

/** The story and the tasks of the exercise, with a hint for whoever is stuck. */
export function GoalsDrawer({ attempt, opened, onClose }: { attempt: AttemptDetail; opened: boolean; onClose: () => void }) {
  const { attemptId, closed } = useAttempt();
  const goals = useGoals(attemptId, attempt.exerciseId !== null);
  const exercises = useQuery({ queryKey: practiceKeys.exercises, queryFn: () => call(listExercises, {}) });
  const story = exercises.data?.exercises.find((one) => one.exerciseId === attempt.exerciseId)?.story;
  const [back] = useOwnModules(attempt.exerciseId);
  const phases = [...Map.groupBy(goals.data?.goals ?? [], (goal) => goal.phase)];
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={attempt.exerciseTitle ?? 'Free practice'}
      size={420}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {back && (
        <p className={css.back}>
          Part of your module <Link to={`/learn/modules/${back.moduleId}` as never}>{back.title}</Link>. Your work here stays as it is.
        </p>
      )}
      {story && <p className={css.story}>{story}</p>}
      <ProblemAlert error={goals.error} title="The tasks could not be read" onRetry={() => void goals.refetch()} />
      {phases.map(([phase, list]) => (
        <section key={phase}>
          {phases.length > 1 && <h3 className={css.phase}>{phase}</h3>}
          <ul className={css.goals}>
            {list.map((goal) => (
              <GoalLine
                key={goal.taskId}
                goal={goal}
                exerciseId={attempt.exerciseId}
                givesHints={(goals.data?.givesHints ?? false) && !closed}
              />
            ))}
          </ul>
        </section>
      ))}
    </Drawer>
  );
}

const states = { whole: IconCircleCheck, part: IconCircleHalf2, none: IconCircle } as const;
const stateWords = { whole: 'done', part: 'partly done', none: 'not done yet' } as const;

function GoalLine({ goal, exerciseId, givesHints }: { goal: Goal; exerciseId: string | null; givesHints: boolean }) {
  const { attemptId } = useAttempt();
  const client = useQueryClient();
  const hint = useMutation({
    mutationFn: () => call(takeHint, { params: { attemptId }, body: { taskId: goal.taskId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: practiceKeys.goals(attemptId) }),
  });
  const state = goal.achieved === null || goal.achieved <= 0 ? 'none' : goal.achieved >= 1 ? 'whole' : 'part';
  const Icon = states[state];
  const shown = hint.data?.hint ?? goal.hint;
  return (
    <li className={css.goal} data-done={state}>
      <Icon size={18} aria-hidden="true" />
      <div>
        {goal.achieved !== null && <span className="screen-reader">{stateWords[state]}: </span>}
        {goal.text} {goal.critical && <span className={css.critical}>must be right</span>}
        {shown && <p className={css.hint}>{shown}</p>}
        {!shown && givesHints && state !== 'whole' && (
          <div>
            <Button variant="subtle" size="compact-xs" px={0} loading={hint.isPending} onClick={() => hint.mutate()}>
              Give me a hint
            </Button>
          </div>
        )}
        <ProblemAlert error={hint.error} />
      </div>
      {exerciseId !== null && (
        <FeedbackButton
          compact
          about={`the task “${goal.text}”`}
          place={{ activity: 'exercise', activityId: exerciseId, part: 'task', partId: goal.taskId }}
        />
      )}
    </li>
  );
}
