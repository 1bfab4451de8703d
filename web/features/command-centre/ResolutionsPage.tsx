import { Loader, SegmentedControl } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listResolutions, type ResolutionLine } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { plural } from '#web/ui/time-text.ts';
import { answerKindText, stageText, stageTone } from './plan-words.ts';
import { resolutionsKey } from './query-keys.ts';
import { ResolutionDrawer } from './ResolutionDrawer.tsx';

const cut = (text: string) => (
  <span className="truncate" title={text}>
    {text || '–'}
  </span>
);

const columns: Column<ResolutionLine>[] = [
  { key: 'title', header: 'Problem', width: 'minmax(160px, 2fr)', sortBy: (one) => one.title, cell: (one) => cut(one.title) },
  {
    key: 'stage',
    header: 'Stage',
    width: '140px',
    sortBy: (one) => one.stage,
    cell: (one) => <StatusDot tone={stageTone[one.stage]}>{stageText[one.stage]}</StatusDot>,
  },
  {
    key: 'owner',
    header: 'Owner',
    width: 'minmax(110px, 1fr)',
    hiddenBelow: 640,
    sortBy: (one) => one.ownerName,
    cell: (one) => cut(one.ownerName),
  },
  {
    key: 'due',
    header: 'Due',
    width: '150px',
    hiddenBelow: 640,
    sortBy: (one) => one.dueAt ?? Number.MAX_SAFE_INTEGER,
    cell: (one) =>
      one.dueAt === null ? (
        '–'
      ) : one.overdue ? (
        <StatusDot tone="gap">
          <TimeText at={one.dueAt} />
        </StatusDot>
      ) : (
        <TimeText at={one.dueAt} />
      ),
  },
  { key: 'requests', header: 'Requests', width: '88px', align: 'right', sortBy: (one) => one.requests, cell: (one) => one.requests },
  {
    key: 'open',
    header: 'Open',
    width: '64px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: (one) => one.openRequests,
    cell: (one) => one.openRequests,
  },
  { key: 'units', header: 'Units', width: '64px', align: 'right', hiddenBelow: 960, sortBy: (one) => one.units, cell: (one) => one.units },
  {
    key: 'answer',
    header: 'Answer',
    width: 'minmax(140px, 1.4fr)',
    hiddenBelow: 960,
    cell: (one) => cut(one.answerKind === null ? '' : `${answerKindText[one.answerKind]}${one.answer ? `: ${one.answer}` : ''}`),
  },
];

/** From incident to problem to answer to huddle to refresher: every known issue has a line until it is closed with an answer. */
export function ResolutionsPage() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: resolutionsKey, queryFn: () => call(listResolutions, {}) });
  useNews(['support.issue-changed', 'support.queue-changed'], () => void client.invalidateQueries({ queryKey: resolutionsKey }));
  const [show, setShow] = useState('open');
  const [open, setOpen] = useState<ResolutionLine | null>(null);
  const lines = (data?.lines ?? []).filter((one) => (show === 'open') === (one.stage !== 'closed'));
  const overdue = lines.filter((one) => one.overdue).length;
  return (
    <>
      <PageHeader title="Resolution plan" note="Every known issue until it is closed with an answer that whoever asked was told." />
      <ProblemAlert error={error} title="The plan could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && (
        <>
          <Toolbar end={`${plural(lines.length, 'issue')}${overdue ? `, ${overdue} overdue` : ''}`}>
            <SegmentedControl
              size="xs"
              value={show}
              onChange={setShow}
              data={[
                { value: 'open', label: 'Open' },
                { value: 'closed', label: 'Closed' },
              ]}
            />
          </Toolbar>
          <DataTable
            label="Issue resolution plan"
            columns={columns}
            rows={lines}
            rowKey={(one) => one.issueId}
            onOpen={setOpen}
            empty={
              <EmptyState title={show === 'open' ? 'No open issue' : 'Nothing was closed yet'}>
                The desk records a known issue when several requests have one cause; its line appears here by itself.
              </EmptyState>
            }
          />
        </>
      )}
      {open && <ResolutionDrawer line={open} onClose={() => setOpen(null)} />}
    </>
  );
}
