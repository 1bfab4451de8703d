import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { startAttempt } from '#sandbox/contract.ts';
import type { RunView } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import { percent } from './learning-words.ts';
import css from './learning.module.css';

type ExerciseWay = RunView['exercises'][number];

interface Props {
  exercise: { exerciseId: string; title: string; required: boolean };
  way: ExerciseWay | undefined;
}

/** An exercise of the practice EHR on a page: begun from here, with what came of it. */
export function ExerciseCard({ exercise, way }: Props) {
  const navigate = useNavigate();
  const open = (attemptId: string) => navigate({ to: `/practice/${attemptId}` as never });
  const starting = useMutation({
    mutationFn: () => call(startAttempt, { body: { exerciseId: exercise.exerciseId } }),
    onSuccess: ({ attemptId }) => open(attemptId),
  });
  const goOn = way?.openAttemptId ?? null;
  const isThere = way !== undefined && way.state !== 'unknown';
  return (
    <section className={css.exercise} data-state={way?.state} aria-label={`Exercise: ${exercise.title}`}>
      <div>
        <p className={css.kicker}>Exercise in the practice EHR{exercise.required ? '' : ' (optional)'}</p>
        <p>
          <strong>{exercise.title}</strong>
        </p>
        <p className={way?.state === 'achieved' ? css.good : css.quiet}>{stateWords(way)}</p>
      </div>
      <div className={css.exerciseDo}>
        {way?.gradedAttemptId && (
          <LinkButton to={`/practice/${way.gradedAttemptId}/grade` as never} variant="default">
            See the grade
          </LinkButton>
        )}
        {isThere && goOn !== null && way.state !== 'achieved' && <Button onClick={() => void open(goOn)}>Go on</Button>}
        {isThere && (goOn === null || way.state === 'achieved') && (
          <Button
            variant={way.state === 'achieved' || way.state === 'held' ? 'default' : 'filled'}
            loading={starting.isPending}
            onClick={() => starting.mutate()}
          >
            {way.attempts === 0 ? 'Begin the exercise' : 'Begin it again'}
          </Button>
        )}
      </div>
      <ProblemAlert error={starting.error} title="The exercise could not be opened" />
    </section>
  );
}

function stateWords(way: ExerciseWay | undefined): string {
  const attempts = way && way.attempts > 1 ? `, ${plural(way.attempts, 'attempt')}` : '';
  const best = way?.bestScore == null ? '' : `: ${percent(way.bestScore)}`;
  switch (way?.state) {
    case 'achieved':
      return `Achieved${best}${attempts}`;
    case 'begun':
      return `Begun and not handed in${attempts}`;
    case 'not-yet':
      return `Not passed yet${best}${attempts}. See what was missing, and do it again: the hospital is as it was.`;
    case 'held':
      return 'Handed in. Your instructor shows the marks to everybody of the class at once.';
    case 'none':
      return 'Not begun yet. It opens in its own page; you come back here afterwards.';
    default:
      return 'This practice EHR does not have it: the module can be finished without it.';
  }
}
