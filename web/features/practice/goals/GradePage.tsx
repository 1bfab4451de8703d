import { Alert, Skeleton } from '@mantine/core';
import { IconCircleCheck, IconCircleHalf2, IconCircleX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { getAttempt, getResult, type AttemptDetail, type AttemptResult } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { FeedbackButton } from '#web/app/FeedbackButton.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { plural, timeText } from '#web/ui/time-text.ts';
import { practiceKeys } from '../shell/practice-keys.ts';
import css from './goals.module.css';
import { RepeatButton } from './RepeatButton.tsx';
import { useOwnModules } from './use-own-modules.ts';

/** What the record that was left behind is worth, and why. */
export function GradePage() {
  const { attemptId = '' } = useParams({ strict: false });
  const attempt = useQuery({ queryKey: practiceKeys.attempt(attemptId), queryFn: () => call(getAttempt, { params: { attemptId } }) });
  const result = useQuery({ queryKey: practiceKeys.grade(attemptId), queryFn: () => call(getResult, { params: { attemptId } }) });
  const [back] = useOwnModules(attempt.data?.exerciseId ?? null);
  const failure = attempt.error ?? result.error;
  return (
    <div className={css.page}>
      <PageHeader
        title={attempt.data?.exerciseTitle ?? 'Grade'}
        note={attempt.data ? attempt.data.learnerName : undefined}
        actions={
          <>
            {back && (
              <LinkButton to={`/learn/modules/${back.moduleId}` as never}>
                {back.running ? 'Back to the module' : 'To the module'}
              </LinkButton>
            )}
            <LinkButton to="/practice" variant="default">
              All exercises
            </LinkButton>
            <LinkButton to="/practice/$attemptId" params={{ attemptId }} variant="default">
              Look at the record
            </LinkButton>
            {attempt.data?.exerciseId && (
              <>
                <FeedbackButton
                  about="this exercise"
                  place={{ activity: 'exercise', activityId: attempt.data.exerciseId, part: 'whole', partId: '' }}
                />
                <RepeatButton exerciseId={attempt.data.exerciseId} />
              </>
            )}
          </>
        }
      />
      <ProblemAlert error={failure} title="The grade could not be read" onRetry={() => void result.refetch()} />
      {(attempt.isPending || result.isPending) && !failure && <Skeleton height={240} aria-busy="true" />}
      {attempt.data && result.data && <Grade attempt={attempt.data} result={result.data} />}
    </div>
  );
}

function Grade({ attempt, result }: { attempt: AttemptDetail; result: AttemptResult }) {
  if (result.state === 'held')
    return (
      <EmptyState title="Handed in">Your instructor shows the marks to everybody of the class at once. They appear here then.</EmptyState>
    );
  if (result.state === 'none' || !result.mark)
    return (
      <EmptyState title={attempt.state === 'open' ? 'Not handed in yet' : 'Nothing to grade'}>
        {attempt.state === 'open' ? 'Go back to the practice EHR and hand in when you are done.' : 'Free practice has no tasks.'}
      </EmptyState>
    );
  const { mark, tasks } = result;
  const score = mark.override?.score ?? mark.score;
  const passed = mark.override?.passed ?? mark.passed;
  const verdict = mark.unsafe ? 'unsafe' : passed ? 'passed' : 'failed';
  const words = {
    unsafe: [
      'Not passed: a patient could have been harmed',
      'The task marked below fails the whole exercise, whatever else was right. That is what practice is for: do it again.',
    ],
    passed: ['Passed', 'What you left in the record does what was asked.'],
    failed: ['Not passed yet', 'See below what was missing, then begin it again: the hospital is as it was.'],
  }[verdict];
  return (
    <>
      <div className={css.head} data-verdict={verdict}>
        <div className={css.score}>{Math.round(score * 100)}%</div>
        <div className={css.verdict} role="status">
          <strong>{words[0]}</strong>
          {words[1]}
        </div>
        <div className={css.figures}>
          <Figure name="Hospital time" value={result.minutes} unit="min" expected={result.minutesExpected} />
          <Figure name="Your time" value={result.realMinutes} unit="min" expected={null} />
          <Figure name="Clicks" value={result.clicks} unit="" expected={result.clicksExpected} />
          <Figure name="Hints" value={result.hintsUsed} unit="" expected={null} />
          <Figure name="Undone, begun anew" value={result.undoCount + result.resetCount} unit="" expected={null} />
        </div>
      </div>
      {mark.override && (
        <Alert color="blue" variant="light" mb="md" title={`Mark set by ${mark.override.byName}`}>
          {mark.override.reason} The grader’s own score was {Math.round(mark.score * 100)}%.
        </Alert>
      )}
      {[...Map.groupBy(tasks, (task) => task.phase)].map(([phase, list]) => (
        <Section key={phase} title={phase || 'Tasks'} note={plural(list.length, 'task')} flush>
          {list.map((task) => (
            <TaskLine key={task.taskId} task={task} zone={attempt.timeZone} exerciseId={attempt.exerciseId} />
          ))}
        </Section>
      ))}
    </>
  );
}

function Figure({ name, value, unit, expected }: { name: string; value: number | null; unit: string; expected: number | null }) {
  if (value === null) return null;
  return (
    <div className={css.figure}>
      <span>{name}</span>
      <b>
        {Math.round(value)} {unit}
      </b>
      {expected !== null && ` of about ${Math.round(expected)}`}
    </div>
  );
}

interface TaskProps {
  task: AttemptResult['tasks'][number];
  zone: string;
  exerciseId: string | null;
}

function TaskLine({ task, zone, exerciseId }: TaskProps) {
  const done = task.achieved >= 1 ? 'whole' : task.achieved > 0 ? 'part' : 'none';
  const Icon = { whole: IconCircleCheck, part: IconCircleHalf2, none: IconCircleX }[done];
  const word =
    task.kind === 'never'
      ? { whole: 'avoided', part: 'partly', none: 'done, and should not have been' }[done]
      : { whole: 'achieved', part: 'partly achieved', none: 'not achieved' }[done];
  return (
    <div className={css.result} data-done={done}>
      <Icon size={18} aria-hidden="true" />
      <div>
        {task.text} {task.critical && <span className={css.critical}>must be right</span>}
        <span className="screen-reader">: {word}</span>
      </div>
      <div className={css.points}>
        {task.at !== null && done !== 'none' && `${timeText(task.at, zone)} · `}
        {Math.round(task.achieved * task.weight * 10) / 10} of {task.weight}
        {exerciseId !== null && (
          <FeedbackButton
            compact
            about={`the task “${task.text}”`}
            place={{ activity: 'exercise', activityId: exerciseId, part: 'task', partId: task.taskId }}
          />
        )}
      </div>
      {task.why && <p className={css.why}>{task.why}</p>}
      {task.where.length > 0 && (
        <div className={css.where}>
          {done === 'whole' ? 'Seen in' : 'Where to look:'} {task.where.slice(0, 4).join(', ')}
        </div>
      )}
    </div>
  );
}
