import { Button, Skeleton, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { acceptHandOver, handOver, listHandOvers, previewHandOver, type HandOver } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { emptied } from '#web/ui/emptied.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { useSearchState } from '#web/ui/use-search-state.ts';
import css from './command-centre.module.css';
import { HandOverSheetView } from './HandOverSheetView.tsx';
import { handOversKey } from './query-keys.ts';

/** What must not be lost between two shifts: a sheet from the live state, what the outgoing lead adds, and who took over. */
export function HandOverPage() {
  const client = useQueryClient();
  const mayDecide = useCan('support.desk');
  const [search, change] = useSearchState();
  const [notes, setNotes] = useState('');
  const preview = useQuery({ queryKey: [...handOversKey, 'preview'], queryFn: () => call(previewHandOver, {}), refetchInterval: 60_000 });
  const given = useQuery({ queryKey: handOversKey, queryFn: () => call(listHandOvers, {}) });
  const refresh = () => client.invalidateQueries({ queryKey: handOversKey });
  useNews(['support.hand-over-changed', 'support.issue-changed', 'support.period-changed'], () => void refresh());
  const give = useMutation({
    mutationFn: (written: string) => call(handOver, { body: { notes: written } }),
    onSuccess: async ({ handOverId }, written) => {
      setNotes(emptied(written));
      await refresh();
      change({ sheet: handOverId });
    },
  });
  const accept = useMutation({
    mutationFn: (handOverId: string) => call(acceptHandOver, { params: { handOverId } }),
    onSuccess: refresh,
  });
  const shown = given.data?.handOvers.find((one) => one.handOverId === search.sheet);
  const sheet = shown?.sheet ?? preview.data;
  return (
    <>
      <PageHeader
        title="Shift hand-over"
        note={shown ? 'A sheet as it was handed over.' : 'The sheet as it would be handed over now.'}
        actions={
          <>
            {shown && (
              <Button variant="default" onClick={() => change({ sheet: '' })}>
                The sheet of now
              </Button>
            )}
            <Button variant="default" onClick={() => print()}>
              Print
            </Button>
          </>
        }
      />
      <ProblemAlert error={preview.error ?? given.error ?? give.error ?? accept.error} />
      <GivenList
        handOvers={given.data?.handOvers ?? []}
        shown={shown?.handOverId}
        mayDecide={mayDecide}
        onShow={(sheetId) => change({ sheet: sheetId })}
        onAccept={(handOverId) => accept.mutate(handOverId)}
      />
      {shown && shown.notes !== '' && (
        <Section title={`Notes of ${shown.byName}`}>
          <p className={css.plain}>{shown.notes}</p>
        </Section>
      )}
      {!sheet && !preview.error && <Skeleton height={300} />}
      {sheet && <HandOverSheetView sheet={sheet} />}
      {!shown && mayDecide && sheet && (
        <Section title="Hand over" note="The sheet above is kept as it is now, with what you add.">
          <Textarea
            aria-label="What the next shift must know"
            placeholder="What the next shift must know and the sheet does not say"
            autosize
            minRows={3}
            maxLength={4000}
            value={notes}
            onChange={(event) => setNotes(event.currentTarget.value)}
          />
          <Button mt="sm" className="no-print" loading={give.isPending} onClick={() => give.mutate(notes)}>
            Hand over
          </Button>
        </Section>
      )}
    </>
  );
}

interface GivenProps {
  handOvers: readonly HandOver[];
  shown: string | undefined;
  mayDecide: boolean;
  onShow: (handOverId: string) => void;
  onAccept: (handOverId: string) => void;
}

const shownMax = 4;

function GivenList({ handOvers, shown, mayDecide, onShow, onAccept }: GivenProps) {
  if (handOvers.length === 0) return null;
  return (
    <div className="no-print">
      <Section title="Handed over">
        <ul className={css.lines}>
          {handOvers.slice(0, shownMax).map((one) => (
            <li key={one.handOverId}>
              <span className={css.grow}>
                <TimeText at={one.at} /> by {one.byName}
              </span>
              {one.acceptedAt === null ? (
                <StatusDot tone="look">Not accepted yet</StatusDot>
              ) : (
                <StatusDot tone="good">
                  Accepted by {one.acceptedBy}, <TimeText at={one.acceptedAt} show="time" />
                </StatusDot>
              )}
              {mayDecide && one.acceptedAt === null && (
                <Button size="compact-xs" onClick={() => onAccept(one.handOverId)}>
                  Accept
                </Button>
              )}
              <Button size="compact-xs" variant="default" disabled={one.handOverId === shown} onClick={() => onShow(one.handOverId)}>
                Show
              </Button>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
