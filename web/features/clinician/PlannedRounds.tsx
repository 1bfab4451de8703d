import type { ClinicianPage } from '#coverage/contract.ts';
import { kindText, sourceText, supportText, sureText } from './clinician-words.ts';
import css from './clinician.module.css';
import { usePlaces } from '#web/app/use-places.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { dateText, spanText } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';

type Planned = ClinicianPage['planned'][number];

export function PlannedRounds({ page, own }: { page: ClinicianPage; own: boolean }) {
  const { unitName, zoneOf } = usePlaces();
  const now = useNow();
  const coming = page.planned.filter((round) => round.end > now);
  const columns: Column<Planned>[] = [
    {
      key: 'when',
      header: 'When',
      width: '190px',
      sortBy: (round) => round.start,
      cell: (round) => {
        const zone = zoneOf(round.unitId) ?? page.timeZone;
        return `${dateText(round.start, zone)} ${spanText(round.start, round.end, zone)}`;
      },
    },
    {
      key: 'where',
      header: 'Where',
      width: 'minmax(110px, 1fr)',
      sortBy: (round) => unitName(round.unitId),
      cell: (round) => <span className="truncate">{unitName(round.unitId)}</span>,
    },
    { key: 'what', header: 'What', width: '96px', hiddenBelow: 640, cell: (round) => kindText(round.kind) },
    { key: 'support', header: own ? 'Beside you' : 'Beside them', width: 'minmax(180px, 2fr)', cell: (round) => <Support round={round} /> },
    {
      key: 'source',
      header: 'Known from',
      width: '180px',
      hiddenBelow: 960,
      cell: (round) => sourceText(round.source) + (round.confidence < 1 ? `, ${sureText(round.confidence)}` : ''),
    },
  ];
  return (
    <section className={css.part}>
      <h2 className={css.title}>Planned rounds</h2>
      <div className={css.wide}>
        <DataTable
          label="Planned rounds"
          columns={columns}
          rows={coming}
          rowKey={(round) => round.presenceId}
          height={360}
          empty={<p className={css.none}>No schedule names a coming round. The forecast above is the best guess there is.</p>}
        />
      </div>
      <ul className={css.narrow}>
        {coming.map((round) => {
          const zone = zoneOf(round.unitId) ?? page.timeZone;
          return (
            <li key={round.presenceId}>
              <div>
                <strong>
                  {dateText(round.start, zone)} {spanText(round.start, round.end, zone)}
                </strong>
                , {unitName(round.unitId)}
              </div>
              <Support round={round} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Support({ round }: { round: Planned }) {
  const text = supportText(round);
  return (
    <span className="truncate" title={text}>
      <StatusDot tone={round.gap !== null ? 'gap' : round.supporters.length > 0 ? 'good' : 'quiet'}>
        <span className="truncate">{text}</span>
      </StatusDot>
    </span>
  );
}
