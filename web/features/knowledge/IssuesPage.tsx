import { Button, Loader, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listIssues } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { useSearchState } from '#web/ui/use-search-state.ts';
import type { Answer } from '#platform/http/route.ts';
import { IssueDrawer } from './IssueDrawer.tsx';
import { NewIssueDrawer } from './NewIssueDrawer.tsx';
import { issuesKey } from './query-keys.ts';

type IssueLine = Answer<typeof listIssues>['issues'][number];

const columns: Column<IssueLine>[] = [
  {
    key: 'title',
    header: 'Known issue',
    width: 'minmax(200px, 2fr)',
    sortBy: (one) => one.title,
    cell: (one) => (
      <span className="truncate" title={one.title}>
        {one.title}
      </span>
    ),
  },
  {
    key: 'workaround',
    header: 'Meanwhile',
    width: 'minmax(200px, 3fr)',
    hiddenBelow: 640,
    cell: (one) => (
      <span className="truncate" title={one.workaround}>
        {one.workaround || '–'}
      </span>
    ),
  },
  { key: 'requests', header: 'Requests', width: '96px', align: 'right', sortBy: (one) => one.requests, cell: (one) => one.requests },
  {
    key: 'state',
    header: 'State',
    width: '110px',
    sortBy: (one) => one.state,
    cell: (one) => <StatusDot tone={one.state === 'open' ? 'look' : 'good'}>{one.state === 'open' ? 'Open' : 'Solved'}</StatusDot>,
  },
  {
    key: 'since',
    header: 'Since',
    width: '160px',
    hiddenBelow: 960,
    sortBy: (one) => one.createdAt,
    cell: (one) => <TimeText at={one.createdAt} />,
  },
];

/** What lies behind many requests, and what to do meanwhile. */
export function IssuesPage() {
  const [search, change] = useSearchState();
  const mayWork = useCan('support.desk');
  const { data, error, refetch } = useQuery({ queryKey: issuesKey, queryFn: () => call(listIssues, {}) });
  useNews(['support.issue-changed'], () => void refetch());
  const [opened, setOpened] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const all = data?.issues ?? [];
  const show = search.show === 'solved' || search.show === 'all' ? search.show : 'open';
  const rows = all.filter(({ state }) => show === 'all' || state === show);
  const issue = all.find(({ issueId }) => issueId === opened);
  const add = mayWork && <Button onClick={() => setAdding(true)}>Record a known issue</Button>;
  return (
    <>
      <PageHeader
        title="Known issues"
        note="Suggested to the desk as requests come in; attached in one click."
        actions={all.length > 0 && add}
      />
      {all.length > 0 && (
        <Toolbar>
          <SegmentedControl
            size="xs"
            aria-label="State"
            value={show}
            onChange={(to) => change({ show: to === 'open' ? '' : to })}
            data={[
              { value: 'open', label: `Open ${all.filter(({ state }) => state === 'open').length}` },
              { value: 'solved', label: `Solved ${all.filter(({ state }) => state === 'solved').length}` },
              { value: 'all', label: 'All' },
            ]}
          />
        </Toolbar>
      )}
      <ProblemAlert error={error} title="The known issues could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && (
        <DataTable
          label="Known issues"
          columns={columns}
          rows={rows}
          rowKey={(one) => one.issueId}
          onOpen={(one) => setOpened(one.issueId)}
          empty={
            <EmptyState title={all.length === 0 ? 'No known issue' : 'None of this state'} action={all.length === 0 && add}>
              Record what many ask for, with what to do meanwhile.
            </EmptyState>
          }
        />
      )}
      {issue && <IssueDrawer issue={issue} mayWork={mayWork} onClose={() => setOpened(null)} />}
      {adding && <NewIssueDrawer onClose={() => setAdding(false)} />}
    </>
  );
}
