import { Alert, Select, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { askForHelp, getAskingChoices, listOwnRequests, sayOwnWord, writeToDesk, type AskedRequest } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useAccount } from '#web/app/session.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { AskForm } from './AskForm.tsx';
import { isOpen, noWords, removedText, wordsAfter } from './asking-words.ts';
import css from './asking.module.css';
import { RequestStatus, type Word } from './RequestStatus.tsx';
import { Unsent } from './Unsent.tsx';
import { useAsk } from './use-ask.ts';

const ownKey = ['support', 'own'] as const;
const pollMs = 20_000;

/** Asking by an account: who I am is known, and where I probably am. */
export function AskPage() {
  const { accountId } = useAccount();
  const client = useQueryClient();
  const places = usePlaces();
  const choices = useQuery({ queryKey: ['support', 'asking'], queryFn: () => call(getAskingChoices, {}) });
  const own = useQuery({ queryKey: ownKey, queryFn: () => call(listOwnRequests, {}), refetchInterval: pollMs });
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ownKey });
  useNews(['support.request-changed', 'support.request-written', 'support.queue-changed', 'support.issue-changed'], () => void refresh());
  const [picked, setPicked] = useState<string | null>(null);
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const [words, setWords] = useState(noWords);
  const asking = useAsk(
    accountId,
    (body) => call(askForHelp, { body }),
    (answer, ask) => {
      setRemoved(answer.removed);
      setWords(wordsAfter(ask));
      return refresh();
    },
  );
  const unitId = picked ?? choices.data?.unitId ?? null;
  const unit = places.units.find((one) => one.unitId === unitId);
  const requests = own.data?.requests ?? [];
  return (
    <div className={css.page}>
      <PageHeader title="Ask for help" />
      <ProblemAlert error={choices.error} title="This page could not be loaded" onRetry={() => void choices.refetch()} />
      <Unsent asks={asking.unsent} telephone={choices.data?.telephone ?? null} onAgain={asking.again} onForget={asking.forget} />
      <ProblemAlert error={asking.error} title="Nobody was called" />
      <Removed removed={removed} />
      {requests.filter(isOpen).map((request) => (
        <Own key={request.requestId} request={request} unitName={places.unitName(request.unitId)} onRemoved={setRemoved} onDone={refresh} />
      ))}
      {choices.isPending && <Skeleton height={240} radius="md" />}
      {choices.data && (
        <section className={css.card} aria-label="Ask">
          <Select
            label="Where are you?"
            placeholder="Choose your unit"
            searchable
            allowDeselect={false}
            size="md"
            data={places.units.map((one) => ({ value: one.unitId, label: one.name }))}
            value={unitId}
            onChange={setPicked}
          />
          <AskForm
            unitId={unitId}
            specialty={unit?.specialty ?? ''}
            topics={choices.data.topics}
            askerClass={choices.data.askerClass}
            busy={asking.busy}
            words={words}
            onWords={setWords}
            onAsk={asking.ask}
          />
        </section>
      )}
      {requests.some((one) => !isOpen(one)) && <h2 className={css.heading}>Earlier today</h2>}
      {requests
        .filter((one) => !isOpen(one))
        .map((request) => (
          <Own
            key={request.requestId}
            request={request}
            unitName={places.unitName(request.unitId)}
            onRemoved={setRemoved}
            onDone={refresh}
          />
        ))}
    </div>
  );
}

interface OwnProps {
  request: AskedRequest;
  unitName: string;
  onRemoved: (removed: readonly string[]) => void;
  onDone: () => Promise<void>;
}

function Own({ request, unitName, onRemoved, onDone }: OwnProps) {
  const params = { requestId: request.requestId };
  const write = async (text: string): Promise<void> => {
    const { removed } = await call(writeToDesk, { params, body: { text } });
    onRemoved(removed);
    await onDone();
  };
  const say = useMutation({
    mutationFn: (word: Word) => call(sayOwnWord, { params, body: { word } }),
    onSuccess: onDone,
  });
  return (
    <RequestStatus
      request={request}
      unitName={unitName}
      busy={say.isPending}
      error={say.error}
      onWord={(word) => say.mutate(word)}
      onWrite={write}
      opensTips
    />
  );
}

export function Removed({ removed }: { removed: readonly string[] }) {
  if (removed.length === 0) return null;
  return (
    <Alert color="petrol" variant="light" mb="md" role="status" title="We took something out of your words">
      What looked like {removedText(removed)} was not kept. Tell it to your supporter in person if it matters.
    </Alert>
  );
}
