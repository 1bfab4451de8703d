import { Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listRepairs, type RepairLine } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { plural } from '#web/ui/time-text.ts';
import { ChangeList } from './ChangeList.tsx';
import { RepairDrawer } from './RepairDrawer.tsx';
import { RepairList } from './RepairList.tsx';

const keyOf = ({ activity, activityId, part, partId }: RepairLine): string => `${activity} ${activityId} ${part} ${partId}`;

/** The repair queue, of everything or of one module, and what was ended lately. */
export function RepairPanel({ activityId }: { activityId?: string }) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['feedback', 'repairs', activityId ?? ''],
    queryFn: () => call(listRepairs, { query: activityId === undefined ? {} : { activityId } }),
    refetchOnMount: 'always',
  });
  useNews(['training.feedback-changed', 'training.module-published'], () => void query.refetch());
  const [chosen, setChosen] = useState<RepairLine | null>(null);
  const { data } = query;
  // Ended by somebody else meanwhile: the drawer stays with what is being written in it, and the server says why it cannot be ended twice.
  const opened = chosen && (data?.lines.find((line) => keyOf(line) === keyOf(chosen)) ?? chosen);
  return (
    <>
      <ProblemAlert error={query.error} title="The queue could not be read" onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton height={240} radius="md" />}
      {data && data.lines.length === 0 && (
        <EmptyState title="Nothing is in learners’ way">
          What learners say appears here at once; what the figures show, as soon as eight people have come to a place.
        </EmptyState>
      )}
      {data && data.lines.length > 0 && (
        <Section title="Worst first" note={`${plural(data.lines.length, 'place')}; the number is how many people it hinders`} flush>
          <RepairList lines={data.lines} onOpen={setChosen} />
        </Section>
      )}
      {data && data.closed.length > 0 && (
        <Section title="Ended lately" note={String(data.closed.length)} flush>
          <ChangeList changes={data.closed} named={activityId === undefined} />
        </Section>
      )}
      {opened && (
        <RepairDrawer
          line={opened}
          onChanged={() => client.invalidateQueries({ queryKey: ['feedback'] })}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}
