import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { answerRecall, beginRecall, type Given, type RecallView } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { takeAnswer } from '#web/app/take-answer.ts';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, plural } from '#web/ui/time-text.ts';
import { QuestionCard } from '../QuestionCard.tsx';
import css from '../learning.module.css';

/** A few questions about something learned a while ago: about a minute, on a phone too. */
export function RecallPage() {
  const { competencyId = '' } = useParams({ strict: false });
  const client = useQueryClient();
  const queryKey = ['recall', competencyId];
  // Beginning it twice is beginning it once: a reload goes on where one was.
  const query = useQuery({
    queryKey,
    queryFn: () => call(beginRecall, { body: { competencyId } }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    retry: false,
  });
  const answering = useMutation({
    mutationFn: ({ recallId, item, given }: { recallId: string; item: RecallView['items'][number]; given: Given }) =>
      call(answerRecall, { params: { recallId }, body: { moduleId: item.moduleId, itemId: item.question.itemId, given } }),
    onSuccess: (view) => takeAnswer(client, queryKey, view),
  });
  const { data } = query;
  return (
    <div className={css.page}>
      <PageHeader
        title="Do you still know how?"
        note={data && `${data.name}: ${plural(data.items.length, 'question')}, about a minute. Recalled once, it is not asked again.`}
      />
      <ProblemAlert error={query.error} title="There is nothing to recall here" />
      {query.error && <LinkButton to={'/learn' as never}>My learning</LinkButton>}
      {query.isPending && <Skeleton height={240} radius="md" />}
      {data && (
        <Questions
          key={data.recallId}
          view={data}
          onAnswer={(item, given) => answering.mutate({ recallId: data.recallId, item, given })}
          sending={answering.isPending ? answering.variables : null}
        />
      )}
      <ProblemAlert error={answering.error} title="Your answer was not kept" />
    </div>
  );
}

interface QuestionsProps {
  view: RecallView;
  onAnswer: (item: RecallView['items'][number], given: Given) => void;
  /** On its way: an answer that is given stays given. */
  sending: { readonly item: RecallView['items'][number]; readonly given: Given } | null;
}

function Questions({ view, onAnswer, sending }: QuestionsProps) {
  const [at, setAt] = useState(() => Math.min(view.answers.length, view.items.length));
  const item = view.items[at];
  if (!item) return <Ended view={view} />;
  const stored = view.answers.find((one) => one.moduleId === item.moduleId && one.itemId === item.question.itemId);
  return (
    <>
      <QuestionCard
        key={`${item.moduleId} ${item.question.itemId}`}
        question={item.question}
        given={stored?.given ?? (sending?.item === item ? sending.given : null)}
        feedback={stored?.feedback ?? null}
        waiting={false}
        again={false}
        of={item}
        label={`Question ${at + 1} of ${view.items.length}`}
        onAnswer={(given) => onAnswer(item, given)}
      />
      {stored && <Button onClick={() => setAt(at + 1)}>{at + 1 === view.items.length ? 'See how it went' : 'Next question'}</Button>}
    </>
  );
}

function Ended({ view }: { view: RecallView }) {
  const modules = [...new Map(view.items.map((item) => [item.moduleId, item.moduleTitle]))];
  return (
    <div className={css.panel} role="status">
      <p className={`${css.big} ${view.recalled ? css.good : ''}`}>{view.recalled ? 'You still know it' : 'Not all of it'}</p>
      <p>
        {view.recalled
          ? 'It is not asked again.'
          : view.next
            ? `Trying to recall is what makes it stay. You are asked again on ${dateText(view.next.dueAt)}; reading it once more takes a few minutes.`
            : 'This was the last time that it is asked. Reading it once more takes a few minutes.'}{' '}
        Your certification does not depend on it.
      </p>
      <div className={css.actions}>
        <LinkButton to={'/learn' as never}>My learning</LinkButton>
        {!view.recalled &&
          modules.map(([moduleId, title]) => (
            <LinkButton key={moduleId} to={`/learn/modules/${moduleId}` as never} variant="default">
              {title}
            </LinkButton>
          ))}
      </div>
    </div>
  );
}
