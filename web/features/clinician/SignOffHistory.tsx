import type { SignOffView } from '#coverage/contract.ts';
import css from './clinician.module.css';
import { usePlaces } from '#web/app/use-places.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';

export function SignOffHistory({ signOffs }: { signOffs: readonly SignOffView[] }) {
  const { unitName } = usePlaces();
  if (signOffs.length === 0) return null;
  const columns: Column<SignOffView>[] = [
    {
      key: 'unit',
      header: 'Unit and shift',
      width: 'minmax(150px, 1fr)',
      sortBy: (one) => unitName(one.unitId),
      cell: (one) => <span className="truncate">{`${unitName(one.unitId)}, ${one.shiftId}`}</span>,
    },
    { key: 'from', header: 'Comfortable from', width: '140px', sortBy: (one) => one.from, cell: (one) => localDateText(one.from) },
    {
      key: 'note',
      header: 'Who said so',
      width: 'minmax(160px, 2fr)',
      hiddenBelow: 640,
      cell: (one) => (
        <span className="truncate" title={one.note}>
          {one.note || '–'}
        </span>
      ),
    },
    {
      key: 'by',
      header: 'Written by',
      width: 'minmax(120px, 1fr)',
      hiddenBelow: 960,
      cell: (one) => <span className="truncate">{one.by}</span>,
    },
    { key: 'at', header: 'When', width: '150px', hiddenBelow: 640, sortBy: (one) => one.at, cell: (one) => <TimeText at={one.at} /> },
    {
      key: 'state',
      header: '',
      width: '130px',
      cell: (one) => (
        <StatusDot tone={one.withdrawnAt === null ? 'good' : 'quiet'}>{one.withdrawnAt === null ? 'Stands' : 'Withdrawn'}</StatusDot>
      ),
    },
  ];
  return (
    <section className={css.part}>
      <h2 className={css.title}>Who said what, and when</h2>
      <DataTable
        label="Sign-offs, newest first"
        columns={columns}
        rows={signOffs.toSorted((a, b) => b.at - a.at)}
        rowKey={(one) => one.signOffId}
        height={320}
      />
    </section>
  );
}
