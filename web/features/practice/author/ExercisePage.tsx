import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { dropExerciseDraft, getForAuthor, listForAuthors, withdrawExercise } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { useReadOnArrival } from '#web/app/use-read-on-arrival.ts';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';
import type { AuthoredExercise } from './author-types.ts';
import { authoringKey, exerciseKey } from './authoring-keys.ts';
import { NewExerciseDrawer } from './NewExerciseDrawer.tsx';
import { TroubleAlert } from './TroubleAlert.tsx';
import { Workbench } from './Workbench.tsx';

/** One exercise on its author's desk. */
export function ExercisePage() {
  const { exerciseId = '' } = useParams({ strict: false });
  const client = useQueryClient();
  const query = useReadOnArrival(exerciseKey(exerciseId), () => call(getForAuthor, { params: { exerciseId } }));
  const refresh = () => client.invalidateQueries({ queryKey: authoringKey });
  // A draft that is read again, her own a moment after it was saved, does not take the bench from under her: only what she drops or publishes does.
  const [begun, setBegun] = useState(0);
  const beginAnew = async (): Promise<void> => {
    await refresh();
    setBegun((count) => count + 1);
  };
  const { data } = query;
  const title = /^title: *(.+)$/m.exec(data?.source ?? '')?.[1]?.replaceAll(/^["']|["']$/g, '') ?? exerciseId;
  return (
    <>
      <PageHeader title={title} note={data && stateText(data)} actions={data && <Actions exercise={data} onDropped={beginAnew} />} />
      <ProblemAlert error={query.error} title="The exercise could not be read" onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton height={420} radius="md" aria-busy="true" />}
      {data && <TroubleAlert exercise={data} />}
      {data && <Workbench key={`${exerciseId} ${begun}`} exercise={data} onSaved={refresh} onPublished={beginAnew} />}
    </>
  );
}

function stateText({ origin, version, withdrawn, draft }: AuthoredExercise): string {
  if (origin === 'shipped') return 'Comes with AtElbow and stays as it is. Try its runs, or copy it to change it.';
  const published = version === null ? 'Not published yet' : `Version ${version} is ${withdrawn ? 'withdrawn' : 'given out'}`;
  return draft ? `${published}; a draft, saved by ${draft.savedByName}` : published;
}

interface ActionsProps {
  exercise: AuthoredExercise;
  onDropped: () => Promise<void>;
}

function Actions({ exercise: { exerciseId, origin, version, withdrawn, draft }, onDropped }: ActionsProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [copying, setCopying] = useState(false);
  const all = useQuery({ queryKey: authoringKey, queryFn: () => call(listForAuthors, {}), enabled: copying });
  const withdrawing = useMutation({
    mutationFn: () => call(withdrawExercise, { params: { exerciseId }, body: { withdrawn: !withdrawn } }),
    onSuccess: () => client.invalidateQueries({ queryKey: authoringKey }),
  });
  return (
    <>
      {draft && (
        <RemoveButton
          label="Drop the draft"
          confirm="Drop"
          remove={() => call(dropExerciseDraft, { params: { exerciseId } })}
          onRemoved={() => {
            if (version === null) void navigate({ to: '/practice-authoring' });
            void onDropped();
          }}
        >
          What is written in it is lost. What is published stays.
        </RemoveButton>
      )}
      {version !== null && (
        <>
          <LinkButton to="/practice-difficulty/$exerciseId" params={{ exerciseId }} variant="default">
            How hard it is
          </LinkButton>
          <Button variant="default" loading={withdrawing.isPending} onClick={() => withdrawing.mutate()}>
            {withdrawn ? 'Give out again' : 'Withdraw'}
          </Button>
        </>
      )}
      <Button variant={origin === 'shipped' ? 'filled' : 'default'} onClick={() => setCopying(true)}>
        Copy to edit
      </Button>
      <ProblemAlert error={withdrawing.error} />
      {copying && all.data && <NewExerciseDrawer exercises={all.data.exercises} copyOf={exerciseId} onClose={() => setCopying(false)} />}
    </>
  );
}
