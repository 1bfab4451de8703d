import { Alert, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { tryExerciseAgain } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, timeText } from '#web/ui/time-text.ts';
import type { AuthoredExercise } from './author-types.ts';
import { authoringKey } from './authoring-keys.ts';
import css from './author.module.css';

/** What is published does not work for learners: why, and what to do. */
export function TroubleAlert({ exercise: { exerciseId, version, trouble } }: { exercise: AuthoredExercise }) {
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => call(tryExerciseAgain, { params: { exerciseId } }),
    onSettled: () => client.invalidateQueries({ queryKey: authoringKey }),
  });
  if (!trouble) return null;
  const since = `${dateText(trouble.foundAt)}, ${timeText(trouble.foundAt)},`;
  return (
    <Alert
      color="red"
      variant="light"
      my="sm"
      title={trouble.kind === 'slow' ? `Version ${version} is too slow to be graded` : `Version ${version} can’t be read any more`}
    >
      {trouble.kind === 'slow' ? (
        <>
          <p className={css.why}>
            Since {since} its rules are not asked any more: one of them looked for more than a second and a half at what somebody did, and
            everybody waits meanwhile. Learners can practise it, but nothing is met, nothing happens by itself and nothing is marked.
          </p>
          <p className={css.why}>
            Play a learner’s attempt under “Rule test” to see which rule it is. Begin a rule with the kind of thing that it is about, and
            keep patterns in <code>matches()</code> short. Then publish a new version; what was handed in is marked by “Grade again”. If the
            server was only busy, let it be asked again: attempts that wait are marked then.
          </p>
          <Button size="xs" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
            Ask its rules again
          </Button>
          <ProblemAlert error={again.error} />
        </>
      ) : (
        <p className={css.why}>
          Since {since} nobody can begin it: AtElbow has come to read exercises more strictly than when it was published. Its mistakes are
          told below, each with its line. Mend them and publish a new version.
        </p>
      )}
    </Alert>
  );
}
