import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listAudit, type AuditLine } from '#platform/audit/contract.ts';
import { AuditVerification } from './AuditVerification.tsx';
import { searchAccounts } from './search-accounts.ts';
import { call } from '#web/app/call.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { SearchSelect, type Choice } from '#web/ui/SearchSelect.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';

const columns: Column<AuditLine>[] = [
  { key: 'seq', header: 'Line', width: '72px', align: 'right', hiddenBelow: 960, cell: (line) => line.seq },
  { key: 'at', header: 'When', width: '160px', cell: (line) => <TimeText at={line.at} /> },
  { key: 'actor', header: 'Who', width: 'minmax(140px, 1fr)', cell: (line) => <span className="truncate">{line.actor}</span> },
  { key: 'action', header: 'Did what', width: 'minmax(160px, 1fr)', cell: (line) => <span className="truncate">{line.action}</span> },
  {
    key: 'subject',
    header: 'To what',
    width: 'minmax(150px, 1fr)',
    hiddenBelow: 640,
    cell: (line) => <span className="truncate">{`${line.subjectKind} ${line.subjectId}`}</span>,
  },
  {
    key: 'detail',
    header: 'Detail',
    width: 'minmax(200px, 2fr)',
    hiddenBelow: 960,
    cell: (line) => {
      const text = detailText(line.detail);
      return (
        <span className="truncate" title={text}>
          {text}
        </span>
      );
    },
  },
];

/** `roles: viewer, admin; version: 3`. */
export const detailText = (detail: Record<string, unknown>): string =>
  Object.entries(detail)
    .map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('; ');

const spans = [
  { value: '1', label: 'Last 24 hours' },
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: '', label: 'All time' },
];

export function AuditPage() {
  const [who, setWho] = useState<Choice | null>(null);
  const [typed, setTyped] = useState('');
  const [subject] = useDebouncedValue(typed.trim(), 300);
  const [days, setDays] = useState('7');
  const lines = useInfiniteQuery({
    queryKey: ['audit', who?.value, subject, days],
    queryFn: ({ pageParam }) =>
      call(listAudit, {
        query: {
          limit: 200,
          ...(who ? { accountId: who.value } : {}),
          ...(subject ? { subjectId: subject } : {}),
          ...(days ? { from: new Date(Date.now() - Number(days) * 86_400_000).toISOString() } : {}),
          ...(pageParam ? { before: pageParam } : {}),
        },
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  return (
    <>
      <PageHeader
        title="Audit log"
        note="Every reading of a person’s page and every change. Lines are chained: one removed or altered shows."
        actions={<AuditVerification />}
      />
      <Toolbar>
        <div style={{ width: 260 }}>
          <SearchSelect kind="accounts" label="Who did it" placeholder="Anybody" chosen={who} onChoose={setWho} search={searchAccounts} />
        </div>
        <TextInput
          label="To what"
          placeholder="Id of a person, unit, plan …"
          w={220}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Select label="When" data={spans} value={days} allowDeselect={false} w={160} onChange={(value) => setDays(value ?? '')} />
      </Toolbar>
      <ProblemAlert error={lines.error} title="The log could not be read" onRetry={() => void lines.refetch()} />
      {lines.data && (
        <DataTable
          label="Audit log, newest first"
          columns={columns}
          rows={lines.data.pages.flatMap((page) => page.lines)}
          rowKey={(line) => String(line.seq)}
          empty={
            <EmptyState title="Nothing was read or changed">
              Nothing fits these filters. Choose a longer time, or clear the others.
            </EmptyState>
          }
        />
      )}
      {lines.hasNextPage && (
        <Button mt="sm" variant="default" loading={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
          Show older lines
        </Button>
      )}
    </>
  );
}
