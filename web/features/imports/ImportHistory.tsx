import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { z } from 'zod';
import { importsApi, type ImportSummary } from '#platform/imports/contract.ts';
import { number } from './import-words.ts';
import { call } from '#web/app/call.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import css from './imports.module.css';

type Summary = z.infer<typeof ImportSummary>;

const sum = (item: Summary, of: (file: Summary['files'][number]) => number): number =>
  item.files.reduce((total, file) => total + of(file), 0);

const columns: Column<Summary>[] = [
  { key: 'at', header: 'When', width: '160px', cell: (item) => <TimeText at={item.createdAt} /> },
  {
    key: 'by',
    header: 'By',
    width: 'minmax(120px, 1fr)',
    hiddenBelow: 640,
    cell: (item) => <span className="truncate">{item.createdBy}</span>,
  },
  {
    key: 'files',
    header: 'Files',
    width: 'minmax(160px, 2.4fr)',
    cell: (item) => {
      const names = item.files.map((file) => file.file).join(', ');
      return (
        <span className="truncate" title={names}>
          {names || 'None yet'}
        </span>
      );
    },
  },
  { key: 'new', header: 'New', width: '80px', align: 'right', hiddenBelow: 960, cell: (item) => number(sum(item, (file) => file.added)) },
  {
    key: 'changed',
    header: 'Changed',
    width: '90px',
    align: 'right',
    hiddenBelow: 960,
    cell: (item) => number(sum(item, (file) => file.changed)),
  },
  {
    key: 'errors',
    header: 'Errors',
    width: '80px',
    align: 'right',
    hiddenBelow: 640,
    cell: (item) => number(sum(item, (file) => file.errors)),
  },
  {
    key: 'state',
    header: 'State',
    width: '140px',
    cell: (item) =>
      item.state === 'open' ? (
        <StatusDot tone="look">Not applied</StatusDot>
      ) : item.state === 'applied' ? (
        <StatusDot tone="good">Applied</StatusDot>
      ) : (
        <StatusDot tone="look">Partly applied</StatusDot>
      ),
  },
];

/** Past and open imports; an open one goes on where it was left. */
export function ImportHistory() {
  const navigate = useNavigate();
  const imports = useQuery({ queryKey: ['imports'], queryFn: () => call(importsApi.list, {}) });
  if (imports.error && !imports.data)
    return <ProblemAlert error={imports.error} title="Past imports could not be read" onRetry={() => void imports.refetch()} />;
  if (!imports.data || imports.data.length === 0) return null;
  const open = imports.data.filter((item) => item.state === 'open').length;
  return (
    <section className={css.part}>
      <h2 className={css.title}>Imports {open > 0 && <span className={css.needed}>{open} not applied yet</span>}</h2>
      <DataTable
        label="Imports, newest first"
        columns={columns}
        rows={imports.data}
        rowKey={(item) => item.importId}
        height={320}
        onOpen={(item) => void navigate({ to: '/imports/$importId', params: { importId: item.importId } })}
      />
    </section>
  );
}
