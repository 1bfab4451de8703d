import { useQueryClient } from '@tanstack/react-query';
import { cancelOutreach, type ClinicianPage } from '#coverage/contract.ts';
import { clinicianKey } from './query-keys.ts';
import css from './clinician.module.css';
import { call } from '#web/app/call.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { dateText, spanText } from '#web/ui/time-text.ts';

type Outreach = ClinicianPage['outreaches'][number];

/** One-to-one sessions that were asked for. */
export function OutreachList({ page, own }: { page: ClinicianPage; own: boolean }) {
  const client = useQueryClient();
  if (page.outreaches.length === 0) return null;
  const columns: Column<Outreach>[] = [
    {
      key: 'when',
      header: 'Some time within',
      width: '200px',
      cell: (one) => `${dateText(one.start, page.timeZone)} ${spanText(one.start, one.end, page.timeZone)}`,
    },
    { key: 'minutes', hiddenBelow: 640, header: 'Length', width: '90px', align: 'right', cell: (one) => `${one.minutes} min` },
    {
      key: 'note',
      header: 'About',
      width: 'minmax(140px, 2fr)',
      hiddenBelow: 640,
      cell: (one) => (
        <span className="truncate" title={one.note}>
          {one.note || '–'}
        </span>
      ),
    },
    {
      key: 'by',
      header: 'Asked by',
      width: 'minmax(110px, 1fr)',
      hiddenBelow: 960,
      cell: (one) => <span className="truncate">{one.by || 'outreach.csv'}</span>,
    },
    {
      key: 'state',
      header: '',
      width: '160px',
      align: 'right',
      cell: (one) =>
        one.cancelled ? (
          <StatusDot tone="quiet">Cancelled</StatusDot>
        ) : own ? null : (
          <RemoveButton
            label="Cancel meeting"
            confirm="Cancel the meeting"
            compact
            remove={() => call(cancelOutreach, { params: { outreachId: one.outreachId } })}
            onRemoved={() => void client.invalidateQueries({ queryKey: clinicianKey(page.personId) })}
          >
            The next plan sets nobody aside for it. Tell {page.name} as well.
          </RemoveButton>
        ),
    },
  ];
  return (
    <section className={css.part}>
      <h2 className={css.title}>Meetings</h2>
      <DataTable label="Meetings" columns={columns} rows={page.outreaches} rowKey={(one) => one.outreachId} height={260} />
    </section>
  );
}
