import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listLearners, type LearnerLine } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText } from '#web/ui/time-text.ts';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { LearnerDrawer } from './LearnerDrawer.tsx';

const columns: readonly Column<LearnerLine>[] = [
  {
    key: 'name',
    header: 'Name',
    width: 'minmax(140px, 2fr)',
    cell: (line) => <span className="truncate">{line.name}</span>,
    sortBy: (line) => line.name,
  },
  {
    key: 'role',
    header: 'Job role',
    width: 'minmax(90px, 1fr)',
    cell: (line) => line.jobRole,
    sortBy: (line) => line.jobRole,
    hiddenBelow: 640,
  },
  { key: 'unit', header: 'Unit', width: '90px', cell: (line) => line.unitId ?? '–', sortBy: (line) => line.unitId ?? '', hiddenBelow: 960 },
  {
    key: 'passed',
    header: 'Passed',
    width: '90px',
    align: 'right',
    cell: (line) => `${line.passed} of ${line.toDo}`,
    sortBy: (line) => (line.toDo === 0 ? 1 : line.passed / line.toDo),
  },
  {
    key: 'running',
    header: 'Begun',
    width: '70px',
    align: 'right',
    cell: (line) => line.running,
    sortBy: (line) => line.running,
    hiddenBelow: 640,
  },
  {
    key: 'attempts',
    header: 'Attempts (not passed)',
    width: '150px',
    align: 'right',
    cell: (line) => (line.attempts === 0 ? '–' : `${line.attempts} (${line.failedAttempts})`),
    sortBy: (line) => line.attempts,
    hiddenBelow: 960,
  },
  {
    key: 'last',
    header: 'Last seen',
    width: '100px',
    cell: (line) => (line.lastAt === null ? '–' : dateText(line.lastAt)),
    sortBy: (line) => line.lastAt ?? 0,
  },
];

/** How far people are with the modules of their role. */
export function LearnersPage() {
  const [search, change] = useSearchState();
  const [open, setOpen] = useState<string | null>(null);
  const jobRole = search.role ?? '';
  const { data, error, refetch } = useQuery({
    queryKey: ['training', 'learners', jobRole],
    queryFn: () => call(listLearners, { query: { jobRole } }),
  });
  const typed = (search.q ?? '').toLowerCase();
  const rows = (data?.learners ?? []).filter((line) => line.name.toLowerCase().includes(typed));
  return (
    <>
      <PageHeader
        title="Learners"
        note="To see who needs time or help. Every attempt stays in the figures, and none of them judges anybody."
      />
      <ProblemAlert error={error} title="The learners could not be read" onRetry={() => void refetch()} />
      {data && (
        <>
          <Toolbar end={`${rows.length.toLocaleString('en')} shown`}>
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
              data={[{ value: '', label: 'All job roles' }, ...data.jobRoles]}
              onChange={(event) => change({ role: event.currentTarget.value })}
            />
          </Toolbar>
          <DataTable
            label="Learners"
            columns={columns}
            rows={rows}
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
