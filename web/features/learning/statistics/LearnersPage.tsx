import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { learnerSorts, listLearners, type LearnerLine } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { DataTable, type Column, type Sort } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText } from '#web/ui/time-text.ts';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { usePages } from '#web/ui/use-pages.ts';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { wordText } from '#web/ui/word-text.ts';
import { LearnerDrawer } from './LearnerDrawer.tsx';

const columns: readonly Column<LearnerLine>[] = [
  {
    key: 'name',
    header: 'Name',
    width: 'minmax(140px, 2fr)',
    cell: (line) => <span className="truncate">{line.name}</span>,
    sorts: true,
  },
  {
    key: 'role',
    header: 'Job role',
    width: 'minmax(90px, 1fr)',
    cell: (line) => wordText(line.jobRole),
    sorts: true,
    hiddenBelow: 640,
  },
  { key: 'unit', header: 'Unit', width: '90px', cell: (line) => line.unitId ?? '–', sorts: true, hiddenBelow: 960 },
  {
    key: 'passed',
    header: 'Passed',
    width: '90px',
    align: 'right',
    cell: (line) => `${line.passed} of ${line.toDo}`,
    sorts: true,
  },
  {
    key: 'running',
    header: 'Begun',
    width: '70px',
    align: 'right',
    cell: (line) => line.running,
    sorts: true,
    hiddenBelow: 640,
  },
  {
    key: 'attempts',
    header: 'Attempts (not passed)',
    width: '190px',
    align: 'right',
    cell: (line) => (line.attempts === 0 ? '–' : `${line.attempts} (${line.failedAttempts})`),
    sorts: true,
    hiddenBelow: 960,
  },
  {
    key: 'last',
    header: 'Last seen',
    width: '100px',
    cell: (line) => (line.lastAt === null ? '–' : dateText(line.lastAt)),
    sorts: true,
  },
];

/** How far people are with the modules of their role. */
export function LearnersPage() {
  const [search, change] = useSearchState();
  const [open, setOpen] = useState<string | null>(null);
  const jobRole = search.role ?? '';
  const client = useQueryClient();
  const [q] = useDebouncedValue(search.q ?? '', 150);
  const [sort, onSort] = useState<Sort | null>(null);
  const by = learnerSorts.find((one) => one === sort?.key);
  const asked = { jobRole, q, ...(by ? { sort: by, descending: sort?.down ? 'true' : 'false' } : {}) };
  const {
    whole: data,
    rows,
    total,
    paging,
    error,
  } = usePages({
    queryKey: ['training', 'learners', JSON.stringify(asked)],
    load: (place) => call(listLearners, { query: { ...asked, ...place } }),
    rowsOf: ({ learners }) => learners,
    totalOf: ({ fitting }) => fitting,
    sort,
    onSort,
  });
  const refetch = () => client.invalidateQueries({ queryKey: ['training', 'learners'] });
  return (
    <>
      <PageHeader
        title="Learners"
        note="To see who needs time or help. Every attempt stays in the figures, and none of them judges anybody."
      />
      <ProblemAlert error={error} title="The learners could not be read" onRetry={() => void refetch()} />
      {data && (
        <>
          <Toolbar end={`${total.toLocaleString('en')} shown`}>
            <TextInput
              aria-label="Search learners"
              placeholder="Name"
              leftSection={<IconSearch size={16} stroke={1.6} />}
              w={240}
              defaultValue={search.q ?? ''}
              onChange={(event) => change({ q: event.currentTarget.value })}
            />
            <NativeSelect
              aria-label="Job role"
              value={jobRole}
              data={[{ value: '', label: 'All job roles' }, ...data.jobRoles.map((value) => ({ value, label: wordText(value) }))]}
              onChange={(event) => change({ role: event.currentTarget.value })}
            />
          </Toolbar>
          <DataTable
            label="Learners"
            columns={columns}
            rows={rows}
            paging={paging}
            rowKey={(line) => line.personId}
            onOpen={(line) => setOpen(line.personId)}
            empty={<EmptyState title="Nobody to show">People appear as soon as modules are published for their job role.</EmptyState>}
          />
        </>
      )}
      {open !== null && <LearnerDrawer personId={open} onClose={() => setOpen(null)} />}
    </>
  );
}
