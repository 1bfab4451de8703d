import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { startRun, type ModuleView, type RunView } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { FeedbackButton } from '#web/app/FeedbackButton.tsx';
import { Markdown } from '#web/ui/Markdown.tsx';
import { CheckPanel } from './CheckPanel.tsx';
import { ExerciseCard } from './ExerciseCard.tsx';
import css from './learning.module.css';
import { mediaPath } from './learning-words.ts';
import { QuestionCard } from './QuestionCard.tsx';
import type { Learning } from './use-module.ts';

interface Props {
  module: ModuleView;
  newer: number | null;
  learning: Learning & { run: RunView };
}

/** Pages one after the other, then the knowledge check. */
export function ModulePlayer({ module, newer, learning }: Props) {
  const { run, goTo } = learning;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(run.page);
  const last = module.pages.length;
  const testing = run.check?.kind === 'test-out' && run.check.endedAt === null;
  const page = testing ? last : Math.min(run.page, last);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    window.scrollTo({ top: 0 });
    heading.current?.focus();
  }, [page]);
  const current = module.pages[page];
  return (
    <>
      {newer !== null && <NewerVersion module={module} newer={newer} onStep={learning.step} />}
      {!testing && <ProgressBar module={module} run={run} page={page} onGo={goTo} />}
      <div className={css.headingRow}>
        <h2 ref={heading} tabIndex={-1} className={css.heading}>
          {current?.title ?? (testing ? 'Testing out' : 'Knowledge check')}
        </h2>
        <FeedbackButton
          compact
          about="this page"
          version={run.version}
          place={{ activity: 'module', activityId: module.moduleId, part: 'page', partId: String(page) }}
        />
      </div>
      {current ? (
        <PageParts key={page} module={module} page={page} learning={learning} />
      ) : (
        <CheckPanel module={module} learning={learning} onBack={() => goTo(0)} />
      )}
      {current && (
        <nav className={css.foot} aria-label="Pages">
          <Button variant="default" disabled={page === 0} onClick={() => goTo(page - 1)}>
            Back
          </Button>
          <Button onClick={() => goTo(page + 1)}>{page + 1 === last ? 'To the knowledge check' : 'Next'}</Button>
        </nav>
      )}
    </>
  );
}

function ProgressBar({ module, run, page, onGo }: { module: ModuleView; run: RunView; page: number; onGo: (page: number) => void }) {
  const names = [...module.pages.map((one) => one.title), 'Knowledge check'];
  return (
    <nav className={css.bar} aria-label="Where you are">
      <div className={css.dots}>
        {names.map((name, index) => (
          <button
            key={name}
            type="button"
            className={css.dot}
            data-seen={index <= run.furthestPage}
            data-now={index === page}
            aria-current={index === page ? 'step' : undefined}
            aria-label={name}
            title={name}
            disabled={index > run.furthestPage}
            onClick={() => onGo(index)}
          />
        ))}
      </div>
      <span className="tabular">{page < module.pages.length ? `${page + 1} of ${module.pages.length}` : 'Check'}</span>
    </nav>
  );
}

function PageParts({ module, page, learning }: { module: ModuleView; page: number; learning: Learning & { run: RunView } }) {
  const { run, waiting, answer } = learning;
  return (
    <div className={css.reading}>
      {module.pages[page]?.parts.map((part, index) => {
        if (part.kind === 'text') return <Markdown key={index} text={part.markdown} mediaPath={mediaPath} />;
        if (part.kind === 'exercise') {
          const way = run.exercises.find((one) => one.exerciseId === part.exerciseId);
          return <ExerciseCard key={part.exerciseId} exercise={part} way={way} />;
        }
        const { question } = part;
        const queued = waiting.findLast((one) => one.checkId === null && one.itemId === question.itemId);
        const stored = run.practice.find((one) => one.itemId === question.itemId);
        return (
          <QuestionCard
            key={question.itemId}
            question={question}
            given={queued?.given ?? stored?.given ?? null}
            feedback={queued ? null : (stored?.feedback ?? null)}
            waiting={queued !== undefined}
            again
            label="Try it"
            of={{ moduleId: module.moduleId, version: run.version }}
            onAnswer={(given) => answer(question.itemId, null, given)}
          />
        );
      })}
    </div>
  );
}

function NewerVersion({ module, newer, onStep }: { module: ModuleView; newer: number; onStep: Learning['step'] }) {
  const changing = useMutation({
    mutationFn: () => onStep(() => call(startRun, { params: { moduleId: module.moduleId }, body: { again: true } })),
    onSuccess: () => location.reload(), // the pages are others
  });
  return (
    <p className={css.quiet}>
      You began version {module.version} and can finish it. There is a version {newer} now.{' '}
      <Button size="compact-xs" variant="subtle" loading={changing.isPending} onClick={() => changing.mutate()}>
        Begin the new one instead
      </Button>
    </p>
  );
}
