import { Button, Select, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createHuddle, listHuddles, type Huddle } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, timeText } from '#web/ui/time-text.ts';
import { useShown } from '#web/ui/use-shown.ts';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { HuddleActions } from './HuddleActions.tsx';
import { HuddleAgendaView } from './HuddleAgendaView.tsx';
import { HuddleMinutes } from './HuddleMinutes.tsx';
import { huddlesKey } from './query-keys.ts';

const nameOf = (huddle: Huddle): string => `${dateText(huddle.at)}, ${timeText(huddle.at)}${huddle.heldAt === null ? '' : ', held'}`;

/** The daily briefing: what happened makes the agenda; minutes and action items come of it. */
export function HuddlesPage() {
  const client = useQueryClient();
  const mayDecide = useCan('support.desk');
  const { data, error, isPending, refetch } = useQuery({ queryKey: huddlesKey, queryFn: () => call(listHuddles, {}) });
  const [search, change] = useSearchState();
  useNews('support.huddle-changed', () => void client.invalidateQueries({ queryKey: huddlesKey }));
  const create = useMutation({
    mutationFn: () => call(createHuddle, { body: { at: Date.now() } }),
    onSuccess: async ({ huddleId }) => {
      await client.invalidateQueries({ queryKey: huddlesKey });
      change({ huddle: huddleId });
    },
  });
  const huddles = data?.huddles ?? [];
  // The one in which somebody reads or writes stays when another is made.
  const shown = useShown(huddles, (one) => one.huddleId, search.huddle);
  const add = mayDecide && (
    <Button loading={create.isPending} onClick={() => create.mutate()}>
      New huddle
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Huddles"
        note="The agenda is made from what happened since the last one."
        actions={
          huddles.length > 0 && (
            <>
              <Select
                aria-label="Which huddle"
                allowDeselect={false}
                w={220}
                value={shown?.huddleId ?? null}
                onChange={(huddle) => change({ huddle: huddle ?? '' })}
                data={huddles.map((one) => ({ value: one.huddleId, label: nameOf(one) }))}
              />
              <Button variant="default" onClick={() => print()}>
                Print
              </Button>
              {add}
            </>
          )
        }
      />
      <ProblemAlert error={error ?? create.error} title="This did not work" onRetry={() => void refetch()} />
      {isPending && <Skeleton height={240} />}
      {data && !shown && (
        <EmptyState title="No huddle yet" action={add}>
          The first agenda is made from the last day: top problems, what is unsolved, new answers, gaps ahead, and whom to thank.
        </EmptyState>
      )}
      {shown && (
        <>
          <h2 className="print-only">Huddle of {nameOf(shown)}</h2>
          <HuddleAgendaView agenda={shown.agenda} />
          <HuddleActions huddle={shown} mayDecide={mayDecide} />
          <HuddleMinutes key={shown.huddleId} huddle={shown} mayDecide={mayDecide} />
        </>
      )}
    </>
  );
}
