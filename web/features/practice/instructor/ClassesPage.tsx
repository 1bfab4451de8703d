import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { listClasses, type PracticeClass } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { OpenClassDrawer } from './OpenClassDrawer.tsx';
import { classesKey } from './query-keys.ts';

type Row = PracticeClass & { readonly learnerCount: number; readonly submittedCount: number };

const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    header: 'Class',
    width: 'minmax(180px, 2fr)',
    sortBy: ({ name }) => name,
    cell: ({ name }) => <span className="truncate">{name}</span>,
  },
  {
    key: 'exercise',
    header: 'Exercise',
    width: 'minmax(180px, 2fr)',
    hiddenBelow: 640,
    cell: ({ exerciseTitle }) => <span className="truncate">{exerciseTitle ?? 'Free practice'}</span>,
  },
  { key: 'code', header: 'Code', width: '100px', cell: ({ code }) => <code>{code}</code> },
  {
    key: 'begun',
    header: 'Begun',
    width: '80px',
    align: 'right',
    sortBy: ({ learnerCount }) => learnerCount,
    cell: ({ learnerCount }) => learnerCount,
  },
  {
    key: 'submitted',
    header: 'Handed in',
    width: '100px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: ({ submittedCount }) => submittedCount,
    cell: ({ submittedCount }) => submittedCount,
  },
  { key: 'state', header: 'Newcomers', width: '110px', hiddenBelow: 960, cell: (row) => <Newcomers row={row} /> },
  {
    key: 'opened',
    header: 'Opened',
    width: '170px',
    hiddenBelow: 960,
    sortBy: ({ openedAt }) => openedAt,
    cell: ({ openedAt }) => <TimeText at={openedAt} />,
  },
];

const Newcomers = ({ row }: { row: Row }) =>
  row.closedAt === null ? <StatusDot tone="good">Welcome</StatusDot> : <StatusDot tone="quiet">Closed</StatusDot>;

/** Every class in the practice EHR, newest first. */
export function ClassesPage() {
  const navigate = useNavigate();
  const [opening, setOpening] = useState(false);
  const { data, error, refetch } = useQuery({ queryKey: classesKey, queryFn: () => call(listClasses, {}) });
  return (
    <>
      <PageHeader
        title="Practice classes"
        note="Learners join by a code. You see who works, who waits and who is stuck, and step in."
        actions={<Button onClick={() => setOpening(true)}>Open a class</Button>}
      />
      <ProblemAlert error={error} title="The classes could not be read" onRetry={() => void refetch()} />
      {data && (
        <DataTable
          label="Practice classes, newest first"
          columns={columns}
          rows={data.classes}
          rowKey={({ classId }) => classId}
          onOpen={({ classId }) => void navigate({ to: '/practice-classes/$classId', params: { classId } })}
          empty={
            <EmptyState title="No class yet" action={<Button onClick={() => setOpening(true)}>Open a class</Button>}>
              Open one, and read its code out: who types it practises where you can see it.
            </EmptyState>
          }
        />
      )}
      {opening && <OpenClassDrawer onClose={() => setOpening(false)} />}
    </>
  );
}
