import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getExerciseSource } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText } from '#web/ui/time-text.ts';
import css from './author.module.css';
import type { AuthoredExercise } from './author-types.ts';

/** What was published, newest first; each can be gone on from. */
export function VersionsPanel({
  exercise: { exerciseId, versions },
  onTake,
}: {
  exercise: AuthoredExercise;
  onTake: (text: string) => void;
}) {
  const reading = useMutation({
    mutationFn: (version: number) => call(getExerciseSource, { params: { exerciseId, version } }),
    onSuccess: ({ source }) => onTake(source),
  });
  if (versions.length === 0)
    return <EmptyState title="Nothing is published yet">Versions appear here, each with what was different.</EmptyState>;
  return (
    <>
      <ProblemAlert error={reading.error} />
      <ul className={css.rows}>
        {versions.map((one) => (
          <li key={one.version} className={css.row}>
            <span className={css.grow}>
              <strong>Version {one.version}</strong> {one.changeNote}
              <span className={css.quiet}>
                {' '}
                {dateText(one.publishedAt)}, {one.publishedByName}
              </span>
            </span>
            <Button size="xs" variant="default" loading={reading.isPending} onClick={() => reading.mutate(one.version)}>
              Go on from this
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
