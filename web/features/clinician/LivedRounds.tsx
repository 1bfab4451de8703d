import type { ClinicianPage } from '#coverage/contract.ts';
import css from './clinician.module.css';
import { usePlaces } from '#web/app/use-places.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';

type Lived = ClinicianPage['lived'][number];

export function LivedRounds({ page }: { page: ClinicianPage }) {
  const { unitName } = usePlaces();
  const columns: Column<Lived>[] = [
    { key: 'date', header: 'Date', width: '140px', sortBy: (day) => day.date, cell: (day) => localDateText(day.date) },
    {
      key: 'unit',
      header: 'Where',
      width: 'minmax(140px, 1fr)',
      sortBy: (day) => unitName(day.unitId),
      cell: (day) => <span className="truncate">{unitName(day.unitId)}</span>,
    },
    { key: 'live', header: 'Live rounds', width: '96px', align: 'right', sortBy: (day) => day.liveRounds, cell: (day) => day.liveRounds },
    {
      key: 'supported',
      header: 'With support',
      width: '120px',
      align: 'right',
      sortBy: (day) => day.supportedRounds,
      cell: (day) => day.supportedRounds,
    },
  ];
  return (
    <section className={css.part}>
      <h2 className={css.title}>Rounds so far</h2>
      <DataTable
        label="Rounds so far, newest first"
        columns={columns}
        rows={page.lived.toSorted((a, b) => (a.date < b.date ? 1 : -1))}
        rowKey={(day) => `${day.date} ${day.unitId}`}
        height={300}
        empty={<p className={css.none}>No live round is on record. They come from exposure.csv, or are recorded here after a round.</p>}
      />
    </section>
  );
}
