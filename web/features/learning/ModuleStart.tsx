import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { startCheck, startRun, type ModuleView, type RunView } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { FeedbackButton } from '#web/app/FeedbackButton.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { Markdown } from '#web/ui/Markdown.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText } from '#web/ui/time-text.ts';
import { CheckReview } from './CheckReview.tsx';
import { attemptsText, percent } from './learning-words.ts';
import { ModuleChanges } from './feedback/ModuleChanges.tsx';
import css from './learning.module.css';
import type { Learning } from './use-module.ts';

interface Props {
  module: ModuleView;
  run: RunView | null;
  missing: readonly string[];
  onStarted: () => void;
  onStep: Learning['step'];
}

/** Before the first page, and after the last. */
export function ModuleStart({ module, run, missing, onStarted, onStep }: Props) {
  const starting = useMutation({
    mutationFn: (again: boolean) => call(startRun, { params: { moduleId: module.moduleId }, body: { again } }),
    onSuccess: onStarted,
  });
  const testing = useMutation({
    mutationFn: () =>
      onStep(async () => {
        const { runId } = await call(startRun, { params: { moduleId: module.moduleId }, body: {} });
        return call(startCheck, { params: { runId }, body: { kind: 'test-out' } });
      }),
    onSuccess: onStarted,
  });
  if (run?.passedAt != null) return <Passed module={module} run={run} busy={starting.isPending} onAgain={() => starting.mutate(true)} />;
  return (
    <>
      <div className={css.panel}>
        <Markdown text={module.summary} />
        <p className={css.quiet}>
          {module.pages.length} {module.pages.length === 1 ? 'page' : 'pages'}, then {module.draw} questions; {percent(module.passShare)} of
          the points pass. You can stop at any time and go on where you were, here or on another device.
        </p>
        {missing.length > 0 ? (
          <p>
            First comes: <strong>{missing.join(', ')}</strong>. <a href="/learn/modules">Your modules</a>
          </p>
        ) : (
          <div className={css.actions}>
            <Button loading={starting.isPending} onClick={() => starting.mutate(false)}>
              Begin
            </Button>
            {module.testOut && (
              <Button variant="default" loading={testing.isPending} onClick={() => testing.mutate()}>
                I know this: test out
              </Button>
            )}
          </div>
        )}
        {module.testOut && missing.length === 0 && (
          <p className={css.quiet}>
            Testing out: questions one at a time, until they have shown enough. One try; the pages stay open to you.
          </p>
        )}
        <ProblemAlert error={starting.error ?? testing.error} />
      </div>
      <ModuleChanges moduleId={module.moduleId} />
    </>
  );
}

function Passed({ module, run, busy, onAgain }: { module: ModuleView; run: RunView; busy: boolean; onAgain: () => void }) {
  const best = run.attempts.findLast((attempt) => attempt.passed);
  return (
    <>
      <div className={css.panel} role="status">
        <p className={css.kicker}>{module.title}</p>
        <p className={`${css.big} ${css.good}`}>Passed</p>
        <p>
          {run.testedOut ? 'Tested out' : `${percent(best?.share ?? 1)} of the points`}
          {run.passedAt !== null && ` on ${dateText(run.passedAt)}`}. {attemptsText(run)}.
        </p>
        <p className={css.quiet}>It is in your training record, and counts where your role is asked for it.</p>
        <div className={css.actions}>
          <LinkButton to="/learn/modules">Your modules</LinkButton>
          <Button variant="default" loading={busy} onClick={onAgain}>
            Go through it once more
          </Button>
          <FeedbackButton
            about="this module"
            version={run.version}
            place={{ activity: 'module', activityId: module.moduleId, part: 'whole', partId: '' }}
          />
        </div>
      </div>
      {run.check && <CheckReview check={run.check} of={{ moduleId: module.moduleId, version: run.version }} />}
      <ModuleChanges moduleId={module.moduleId} />
    </>
  );
}
