import { Button, Loader } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { listGlass, seeGlass, type GlassLine } from '#training/contract.ts';
import { glassKey } from './query-keys.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { dateText, plural, timeText } from '#web/ui/time-text.ts';
import { wordText } from '#web/ui/word-text.ts';

const moment = (at: number): string => `${dateText(at)} ${timeText(at)}`;
const cut = (text: string) => (
  <span className="truncate" title={text}>
    {text}
  </span>
);

/** Who worked without certification, why and for how long; each lead says that they have seen it. */
export function GlassPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery({ queryKey: glassKey, queryFn: () => call(listGlass, {}) });
  useNews(['training.glass-broken', 'training.record-changed'], () => void refetch());
  const seeing = useMutation({
    mutationFn: (factId: string) => call(seeGlass, { params: { factId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: glassKey }),
  });
  const unseen = (data?.lines ?? []).filter((line) => !line.seenByMe).length;
  return (
    <>
      <PageHeader
        title="Break-glass"
        note={
          unseen > 0
            ? `${plural(unseen, 'access', 'accesses')} that you have not seen yet. Ask what would have helped.`
            : 'Access without certification, in emergencies.'
        }
      />
      <ProblemAlert error={error ?? seeing.error} title="The log could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && (
        <DataTable
          label="Break-glass log"
          columns={glassColumns((factId) => seeing.mutate(factId))}
          rows={data.lines}
          rowKey={(line) => line.factId}
          onOpen={(line) => void navigate({ to: `/training/people/${encodeURIComponent(line.personId)}` })}
          empty={
            <EmptyState title="No glass was broken">
              When somebody has to work without certification, it stands here at once, with the reason and the end.
            </EmptyState>
          }
        />
      )}
    </>
  );
}

const glassColumns = (see: (factId: string) => void): Column<GlassLine>[] => [
  { key: 'at', header: 'When', width: '140px', hiddenBelow: 640, sortBy: (line) => line.at, cell: (line) => moment(line.at) },
  { key: 'name', header: 'Who', width: 'minmax(110px, 1.2fr)', sortBy: (line) => line.name, cell: (line) => cut(line.name) },
  {
    key: 'role',
    header: 'As',
    width: '120px',
    hiddenBelow: 640,
    sortBy: (line) => line.jobRole,
    cell: (line) => cut(wordText(line.jobRole)),
  },
  {
    key: 'until',
    header: 'State',
    width: '190px',
    sortBy: (line) => line.until,
    cell: (line) =>
      line.active ? (
        <StatusDot tone="look">{`Until ${moment(line.until)}`}</StatusDot>
      ) : (
        <StatusDot tone="quiet">{`Ended ${moment(line.endedAt ?? line.until)}`}</StatusDot>
      ),
  },
  { key: 'reason', header: 'Why', width: 'minmax(160px, 2fr)', hiddenBelow: 640, cell: (line) => cut(`${line.reason} (${line.by})`) },
  {
    key: 'seen',
    header: 'Seen by',
    width: '150px',
    cell: (line) =>
      line.seenByMe ? (
        cut(line.seenBy.join(', '))
      ) : (
        <Button size="compact-xs" variant="default" aria-label={`Mark as seen: ${line.name}`} onClick={() => see(line.factId)}>
          Mark as seen
        </Button>
      ),
  },
];
