import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listChanges, listOwnFeedback, seeAnswers, type OwnFeedback } from '#training/contract.ts';
import { saidWords } from '#web/app/FeedbackButton.tsx';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { dateText } from '#web/ui/time-text.ts';
import { ChangeList } from './ChangeList.tsx';
import { partText, stateText } from './feedback-words.ts';
import css from './feedback.module.css';

/** What I said of modules and exercises, and what became of it; what others said and what was changed. */
export function OwnFeedbackPage() {
  const own = useQuery({ queryKey: ['feedback', 'own'], queryFn: () => call(listOwnFeedback, {}) });
  const changes = useQuery({ queryKey: ['feedback', 'changes'], queryFn: () => call(listChanges, { query: {} }) });
  useNews(['training.feedback-changed'], () => void own.refetch());
  const hasNews = own.data?.feedback.some((one) => one.isNews) ?? false;
  useEffect(() => {
    // Shown is seen; it stays marked until the page is opened again.
    if (hasNews) void call(seeAnswers, {}).catch(() => undefined);
  }, [hasNews]);
  return (
    <>
      <PageHeader title="What I said" note="Those who write the modules and exercises see what was said, and not who said it." />
      <ProblemAlert error={own.error} title="It could not be read" onRetry={() => void own.refetch()} />
      {own.isPending && <Skeleton height={160} radius="md" />}
      {own.data?.feedback.length === 0 && (
        <div className={css.nothing}>
          <EmptyState title="You have not said anything yet">
            Every page, question and exercise has a sign to say what is wrong, unclear, too long, or does not fit your work. What becomes of
            it stands here.
          </EmptyState>
        </div>
      )}
      {own.data && own.data.feedback.length > 0 && (
        <Section title="Mine" note={String(own.data.feedback.length)} flush>
          <ul className={css.list}>
            {own.data.feedback.map((one) => (
              <OwnLine key={one.feedbackId} one={one} />
            ))}
          </ul>
        </Section>
      )}
      {changes.data && changes.data.changes.length > 0 && (
        <Section title="What learners said, and what was done" note={String(changes.data.changes.length)} flush>
          <ChangeList changes={changes.data.changes} />
        </Section>
      )}
    </>
  );
}

function OwnLine({ one }: { one: OwnFeedback }) {
  return (
    <li className={css.line}>
      <div className={css.head}>
        <span className={css.title}>
          {one.title}
          {one.isNews && <span className={css.new}>New</span>}
        </span>
        <span className={css.quiet}>{dateText(one.at)}</span>
      </div>
      {one.part !== 'whole' && <div className={css.quiet}>{partText(one)}</div>}
      <div className={css.quote}>
        {saidWords[one.said]}
        {one.comment && `: ${one.comment}`}
      </div>
      {one.answer ? (
        <div className={css.answer} data-outcome={one.state}>
          {stateText[one.state]}
          {one.version !== null && ` in version ${one.version}`}: {one.answer}
        </div>
      ) : (
        <div className={css.quiet}>{stateText[one.state]}</div>
      )}
    </li>
  );
}
