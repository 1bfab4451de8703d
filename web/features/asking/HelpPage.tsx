import { Anchor, Button, Skeleton } from '@mantine/core';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { askFromPlace, followRequest, getPlaceChoices, sayFollowedWord, writeFollowed, type AskedRequest } from '#support/contract.ts';
import { CallError } from '#platform/http/call.ts';
import { call } from '#web/app/call.ts';
import { SituationAtPlace } from '#web/app/SituationBanner.tsx';
import { takeAnswer } from '#web/app/take-answer.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { AskForm } from './AskForm.tsx';
import { Removed } from './AskPage.tsx';
import { isOpen, noWords, wordsAfter } from './asking-words.ts';
import css from './asking.module.css';
import { followTokens, keepFollowToken } from './follow-tokens.ts';
import { RequestStatus, type Word } from './RequestStatus.tsx';
import { Unsent } from './Unsent.tsx';
import { useAsk } from './use-ask.ts';

const pollMs = 4000;
/** A workstation that shows this page all day learns of a major incident within a minute. */
const situationMs = 60_000;

/** A trusted workstation, or a phone that read its code: no account, the place is known, one tap asks. */
export function HelpPage() {
  const { token = '' }: { token?: string } = useParams({ strict: false });
  const place = useQuery({
    queryKey: ['place', token],
    queryFn: () => call(getPlaceChoices, { params: { token } }),
    refetchInterval: situationMs,
  });
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const [more, setMore] = useState(false);
  const [words, setWords] = useState(noWords);
  const [tokens, setTokens] = useState(() => followTokens(token));
  const followed = useFollowed(tokens);
  const asking = useAsk(
    token,
    (body) => call(askFromPlace, { params: { token }, body }),
    (answer, ask) => {
      setWords(wordsAfter(ask));
      setTokens(keepFollowToken(token, answer.followToken));
      setRemoved(answer.removed);
      setMore(false);
    },
  );
  if (place.error instanceof CallError && place.error.status === 404)
    return (
      <div className={css.public}>
        <main>
          <h1 className="screen-reader">Ask for help</h1>
          <EmptyState title="This link is no longer in use">Ask the support desk for a new code for this workstation.</EmptyState>
        </main>
      </div>
    );
  const open = followed.filter(({ request }) => isOpen(request));
  // Whoever has begun to write goes on, whatever is read of earlier requests meanwhile.
  const begun = words !== noWords && !asking.unsent.some((ask) => ask.text === words.text);
  const showForm = more || begun || (open.length === 0 && asking.unsent.length === 0);
  return (
    <div className={css.public}>
      {place.data && (
        <div className={css.situation}>
          <SituationAtPlace {...place.data} />
        </div>
      )}
      <main className={css.publicColumn}>
        <header className={css.placeHead}>
          <p className={css.brand}>EHR help at the elbow</p>
          <h1 className={css.place}>{place.data?.unitName ?? 'Ask for help'}</h1>
          {place.data?.label && <p className={css.label}>{place.data.label}</p>}
        </header>
        <ProblemAlert error={place.error} title="This page could not be loaded" onRetry={() => void place.refetch()} />
        <Unsent asks={asking.unsent} telephone={place.data?.telephone ?? null} onAgain={asking.again} onForget={asking.forget} />
        <ProblemAlert error={asking.error} title="Nobody was called" />
        <Removed removed={removed} />
        {followed.map((one) => (
          <Followed key={one.followToken} {...one} onRemoved={setRemoved} unitName={place.data?.unitName ?? one.request.unitId} />
        ))}
        {place.isPending && <Skeleton height={320} radius="md" />}
        {place.data &&
          (showForm ? (
            <section className={css.card} aria-label="Ask">
              <AskForm
                unitId={place.data.unitId}
                specialty={place.data.specialty}
                topics={place.data.topics}
                askerClass={null}
                busy={asking.busy}
                words={words}
                onWords={setWords}
                onAsk={asking.ask}
              />
            </section>
          ) : (
            <Button fullWidth size="md" variant="default" onClick={() => setMore(true)}>
              Somebody else needs help here
            </Button>
          ))}
        <footer className={css.foot}>
          {place.data?.telephone ? `By telephone: ${place.data.telephone}. ` : ''}Never write anything that points to a patient.
        </footer>
      </main>
    </div>
  );
}

interface FollowedRequest {
  readonly followToken: string;
  readonly request: AskedRequest;
}

function useFollowed(tokens: readonly string[]): FollowedRequest[] {
  return useQueries({
    queries: tokens.map((followToken) => ({
      queryKey: ['followed', followToken],
      queryFn: () => call(followRequest, { params: { followToken } }),
      refetchInterval: ({ state }: { state: { data: AskedRequest | undefined } }) => (state.data && !isOpen(state.data) ? false : pollMs),
    })),
    combine: (results) => results.flatMap(({ data }, i) => (data ? [{ followToken: tokens[i] ?? '', request: data }] : [])).toReversed(),
  });
}

type FollowedProps = FollowedRequest & { unitName: string; onRemoved: (removed: readonly string[]) => void };

function Followed({ followToken, request, unitName, onRemoved }: FollowedProps) {
  const client = useQueryClient();
  const say = useMutation({
    mutationFn: (word: Word) => call(sayFollowedWord, { params: { followToken }, body: { word } }),
    onSuccess: (answer) => takeAnswer(client, ['followed', followToken], answer),
  });
  const write = async (text: string): Promise<void> => {
    const answer = await call(writeFollowed, { params: { followToken }, body: { text } });
    onRemoved(answer.removed);
    takeAnswer(client, ['followed', followToken], answer);
  };
  return (
    <>
      <RequestStatus
        request={request}
        unitName={unitName}
        busy={say.isPending}
        error={say.error}
        onWord={(word) => say.mutate(word)}
        onWrite={write}
        opensTips={false}
      />
      {isOpen(request) && (
        <p>
          <Anchor href={`/share#follow=${followToken}`}>Somebody asks to see this screen?</Anchor>
        </p>
      )}
    </>
  );
}
