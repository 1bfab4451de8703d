import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listMacros, type Macro } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { MacroDrawer } from './MacroDrawer.tsx';
import { macrosPageKey } from './query-keys.ts';

const columns: Column<Macro>[] = [
  {
    key: 'name',
    header: 'Name',
    width: 'minmax(160px, 1fr)',
    sortBy: (one) => one.name,
    cell: (one) => <span className="truncate">{one.name}</span>,
  },
  {
    key: 'text',
    header: 'Answer',
    width: 'minmax(200px, 3fr)',
    hiddenBelow: 640,
    cell: (one) => (
      <span className="truncate" title={one.text}>
        {one.text}
      </span>
    ),
  },
  {
    key: 'also',
    header: 'And also',
    width: '220px',
    hiddenBelow: 960,
    cell: (one) =>
      [one.ends && 'ends the help', one.triage && 'triages', one.issueId && 'known issue', one.tipId && 'tip sheet']
        .filter(Boolean)
        .join(', ') || '–',
  },
  { key: 'used', header: 'Used', width: '80px', align: 'right', sortBy: (one) => one.used, cell: (one) => one.used },
];

/** Prepared answers of the desk. */
export function MacrosPage() {
  const { data, error, refetch } = useQuery({ queryKey: macrosPageKey, queryFn: () => call(listMacros, {}) });
  useNews('support.macros-changed', () => void refetch());
  const [open, setOpen] = useState<Macro | 'new' | null>(null);
  const add = <Button onClick={() => setOpen('new')}>Prepare an answer</Button>;
  return (
    <>
      <PageHeader
        title="Macros"
        note="Prepared answers; M on a request of the desk picks one."
        actions={data && data.macros.length > 0 && add}
      />
      <ProblemAlert error={error} title="The macros could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && (
        <DataTable
          label="Macros"
          columns={columns}
          rows={data.macros}
          rowKey={(one) => one.macroId}
          onOpen={setOpen}
          empty={
            <EmptyState title="No answer is prepared" action={add}>
              Prepare what the desk writes again and again.
            </EmptyState>
          }
        />
      )}
      {open && <MacroDrawer macro={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}
