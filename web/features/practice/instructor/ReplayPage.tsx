import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { replayAttempt, type AttemptReplay } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { useCan } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from './instructor.module.css';
import { percentText } from './instructor-words.ts';
import { LearnerReset } from './LearnerReset.tsx';
import { MarkDrawer } from './MarkDrawer.tsx';
import { replayKey } from './query-keys.ts';
import { ReplaySteps } from './ReplaySteps.tsx';
import { TasksAfter } from './TasksAfter.tsx';

/** What was done in an attempt, step by step, and where its tasks stood after each. */
export function ReplayPage() {
  const { attemptId } = useParams({ strict: false }) as { attemptId: string };
  const replay = useQuery({ queryKey: replayKey(attemptId), queryFn: () => call(replayAttempt, { params: { attemptId } }) });
  if (!replay.data)
    return replay.error ? (
      <ProblemAlert error={replay.error} title="The attempt could not be read" onRetry={() => void replay.refetch()} />
    ) : (
      <Loader size="sm" />
    );
  return <Replay attemptId={attemptId} replay={replay.data} onRefresh={() => void replay.refetch()} />;
}

interface Props {
  attemptId: string;
  replay: AttemptReplay;
  onRefresh: () => void;
}

function Replay({ attemptId, replay, onRefresh }: Props) {
  const { steps, mark } = replay;
  const [chosen, setChosen] = useState<number | null>(null);
  const [marking, setMarking] = useState(false);
  const present = Math.min(chosen ?? steps.length - 1, steps.length - 1);
  const isOpen = steps.at(-1)?.kind !== 'submit';
  const instructs = useCan('sandbox.instruct');
  return (
    <>
      <PageHeader
        title={replay.learnerName}
        note={`${replay.exerciseTitle ?? 'Free practice'}. Times are the practice hospital’s.`}
        actions={
          <>
            {isOpen && instructs && <LearnerReset attemptId={attemptId} learnerName={replay.learnerName} onDone={onRefresh} />}
            {isOpen && (
              <Button variant="default" onClick={onRefresh}>
                Look again
              </Button>
            )}
            {mark && instructs && <Button onClick={() => setMarking(true)}>Override the mark</Button>}
            {!instructs && (
              <LinkButton to="/practice/$attemptId/grade" params={{ attemptId }} variant="default">
                The grade
              </LinkButton>
            )}
          </>
        }
      />
      {steps.length === 0 ? (
        <EmptyState title="Nothing was done yet">The learner has opened the exercise and not begun.</EmptyState>
      ) : (
        <div className={css.replay}>
          <Section
            title={`${steps.length} steps`}
            note={replay.isCut ? 'Only the first are shown.' : 'Arrow keys walk through them.'}
            flush
          >
            <ReplaySteps steps={steps} timeZone={replay.timeZone} present={present} onChoose={setChosen} />
          </Section>
          <Section title="Tasks after this step" note={scoreText(replay, present)}>
            <TasksAfter replay={replay} present={present} attemptId={instructs ? attemptId : null} />
          </Section>
        </div>
      )}
      {marking && mark && <MarkDrawer attemptId={attemptId} mark={mark} onClose={() => setMarking(false)} />}
    </>
  );
}

function scoreText({ steps, mark }: AttemptReplay, present: number): string {
  const score = steps[present]?.score ?? null;
  const then = score === null ? '' : `Would be worth ${percentText(score)}.`;
  const word = mark?.override ? ` Overridden to ${percentText(mark.score)} by ${mark.override.byName}: ${mark.override.reason}` : '';
  return `${then}${word}`;
}
