import { SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listExercises, type ExerciseView } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { plural } from '#web/ui/time-text.ts';
import { practiceKeys } from '../shell/practice-keys.ts';
import { roleLabel } from '../shell/roles.ts';
import css from './goals.module.css';
import { RepeatButton } from './RepeatButton.tsx';

const key = 'atelbow-practice-job-role';

/** Every exercise of a job role; their own role is chosen, and for whoever comes back the one that they looked at. */
export function ExerciseList() {
  const query = useQuery({ queryKey: practiceKeys.exercises, queryFn: () => call(listExercises, {}) });
  const all = query.data?.exercises ?? [];
  const roles = [...new Set(all.map((one) => one.role))];
  const [chosen, setChosen] = useState(() => localStorage.getItem(key) ?? '');
  const role = [chosen, query.data?.ownRole].find((one) => one && roles.includes(one)) ?? roles[0] ?? '';
  const shown = all.filter((one) => one.role === role);
  return (
    <Section title="Exercises" note="Graded by the record that you leave behind, with the reason for every point." flush>
      <ProblemAlert error={query.error} title="The exercises could not be read" />
      {query.isPending && <Skeleton height={160} aria-busy="true" />}
      {query.data && all.length === 0 && <EmptyState title="There are no exercises yet" />}
      {roles.length > 1 && (
        <div style={{ padding: '10px 14px', overflowX: 'auto' }}>
          <SegmentedControl
            size="xs"
            aria-label="Job role"
            value={role}
            onChange={(value) => {
              localStorage.setItem(key, value);
              setChosen(value);
            }}
            data={roles.map((one) => ({ value: one, label: roleLabel(one) }))}
          />
        </div>
      )}
      {shown.map((exercise) => (
        <ExerciseLine key={exercise.exerciseId} exercise={exercise} />
      ))}
    </Section>
  );
}

function ExerciseLine({ exercise }: { exercise: ExerciseView }) {
  const { own } = exercise;
  return (
    <article className={css.exercise}>
      <div>
        <h3>{exercise.title}</h3>
        <p>{exercise.story}</p>
        <div className={css.facts}>
          <span>about {exercise.minutes} min</span>
          <span>{plural(exercise.taskCount, 'task')}</span>
          {own.passed ? (
            <span className={css.passed}>passed</span>
          ) : (
            own.attemptCount > 0 && <span>{plural(own.attemptCount, 'attempt')}, not passed yet</span>
          )}
        </div>
      </div>
      {own.openAttemptId ? (
        <LinkButton to="/practice/$attemptId" params={{ attemptId: own.openAttemptId }} variant="light">
          Go on
        </LinkButton>
      ) : (
        <RepeatButton exerciseId={exercise.exerciseId} label={own.attemptCount > 0 ? 'Again' : 'Begin'} />
      )}
    </article>
  );
}
