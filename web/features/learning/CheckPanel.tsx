import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { endCheck, startCheck, type CheckView, type ModuleView, type RunView } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { CheckReview } from './CheckReview.tsx';
import { attemptsText, percent } from './learning-words.ts';
import css from './learning.module.css';
import { QuestionCard } from './QuestionCard.tsx';
import type { Learning } from './use-module.ts';

interface Props {
  module: ModuleView;
  learning: Learning & { run: RunView };
  onBack: () => void;
}

/** The knowledge check: before it, during it, and after an attempt that did not pass. */
export function CheckPanel({ module, learning, onBack }: Props) {
  const { run, step } = learning;
  const starting = useMutation({ mutationFn: () => step(() => call(startCheck, { params: { runId: run.runId }, body: {} })) });
  const { check } = run;
  if (check && check.endedAt === null) return <OpenCheck module={module} learning={learning} check={check} />;
  return (
    <>
      <div className={css.panel}>
        {check ? <NotPassed module={module} run={run} check={check} /> : <BeforeCheck module={module} />}
        {check?.passed && run.toDo.length > 0 && (
          <ul>
            {run.toDo.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
        {check?.passed !== true && (
          <div className={css.actions}>
            {run.furthestPage >= module.pages.length && (
              <Button loading={starting.isPending} onClick={() => starting.mutate()}>
                {check ? 'Try again' : 'Begin the check'}
              </Button>
            )}
            <Button variant="default" onClick={onBack}>
              {check?.kind === 'test-out' ? 'Read the pages' : 'Back to the pages'}
            </Button>
          </div>
        )}
        <ProblemAlert error={starting.error} />
      </div>
      {check && <CheckReview check={check} of={{ moduleId: module.moduleId, version: run.version }} />}
    </>
  );
}

function BeforeCheck({ module }: { module: ModuleView }) {
  return (
    <>
      <p>
        {module.draw} questions; {percent(module.passShare)} of the points pass. An answer that is given stays given.
      </p>
      <p className={css.quiet}>
        {module.feedback === 'end' ? 'You hear what was right when you finish.' : 'You hear after each one whether it was right.'} Attempts
        that do not pass stay in the record, and you may try as often as you need.
      </p>
    </>
  );
}

function NotPassed({ module, run, check }: { module: ModuleView; run: RunView; check: CheckView }) {
  if (check.passed)
    return (
      <>
        <p className={`${css.big} ${css.good}`}>{percent(check.share ?? 0)}</p>
        <p>The knowledge check is passed. What is still to do:</p>
      </>
    );
  return (
    <div role="status">
      <p className={css.big}>{check.kind === 'test-out' ? 'Not this time' : percent(check.share ?? 0)}</p>
      <p>
        {check.kind === 'test-out'
          ? 'Your answers did not show enough to leave the pages out. They take a few minutes, and the check comes after them.'
          : `${percent(module.passShare)} would have passed. Look below at what was missed, and on the pages where it stands.`}
      </p>
      <p className={css.quiet}>{attemptsText(run)}.</p>
    </div>
  );
}

function OpenCheck({ module, learning, check }: { module: ModuleView; learning: Learning & { run: RunView }; check: CheckView }) {
  const { run, waiting, answer, step } = learning;
  const ending = useMutation({ mutationFn: () => step(() => call(endCheck, { params: { runId: run.runId } })) });
  const queued = waiting.filter((one) => one.checkId === check.checkId);
  const given = new Set([...check.answers, ...queued].map((one) => one.itemId));
  const firstOpen = check.items.findIndex((item) => !given.has(item.itemId));
  const [lingering, setLingering] = useState<number | null>(null);
  const at = lingering ?? (firstOpen === -1 ? check.items.length : firstOpen);
  const item = check.items[at];
  const isTestOut = check.kind === 'test-out';
  if (!item)
    return (
      <div className={css.panel}>
        <p>
          {isTestOut
            ? 'Waiting for the next question …'
            : `All ${check.items.length} questions are answered${queued.length > 0 ? `; ${queued.length} of them still wait to be sent` : ''}.`}
        </p>
        {!isTestOut && (
          <Button disabled={queued.length > 0} loading={ending.isPending} onClick={() => ending.mutate()}>
            Finish and see the result
          </Button>
        )}
        <ProblemAlert error={ending.error} />
      </div>
    );
  const stored = check.answers.find((one) => one.itemId === item.itemId);
  const waits = queued.find((one) => one.itemId === item.itemId);
  return (
    <>
      <QuestionCard
        key={item.itemId}
        question={item}
        given={waits?.given ?? stored?.given ?? null}
        feedback={stored?.feedback ?? null}
        waiting={waits !== undefined}
        again={false}
        of={{ moduleId: module.moduleId, version: run.version }}
        label={isTestOut ? `Question ${at + 1}` : `Question ${at + 1} of ${check.items.length}`}
        onAnswer={(value) => {
          if (module.feedback === 'each') setLingering(at);
          answer(item.itemId, check.checkId, value);
        }}
      />
      {lingering !== null && (stored || waits) && (
        <Button onClick={() => setLingering(null)}>{at + 1 === check.items.length ? 'On to the end' : 'Next question'}</Button>
      )}
    </>
  );
}
