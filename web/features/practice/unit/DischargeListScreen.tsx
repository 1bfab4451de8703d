import { Skeleton } from '@mantine/core';
import { dayMs } from '#kernel/time.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { dayText } from '../chart/chart-time.ts';
import { textOf } from '../fhir/codes.ts';
import { nameText } from '../fhir/patient-words.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { useDischarges, type Discharge } from './use-discharges.ts';

const none = <span className={css.quiet}>none</span>;

/** Everybody in the house with what is arranged for afterwards: those whom the learner has work for first. */
export function DischargeListScreen() {
  const { now, zone } = useAttempt();
  const { go } = usePlace();
  const { rows, isPending, error } = useDischarges();
  const daysOf = ({ stay }: Discharge): number => Math.max(0, Math.floor((now() - Date.parse(stay.encounter.period?.start ?? '')) / dayMs));
  const columns: Column<Discharge>[] = [
    { key: 'bed', header: 'Bed', width: '76px', cell: ({ stay }) => stay.bed || '–', sortBy: ({ stay }) => stay.bed },
    {
      key: 'patient',
      header: 'Patient',
      width: 'minmax(140px, 1.4fr)',
      cell: ({ stay }) => <strong className="truncate">{nameText(stay.patient.name)}</strong>,
      sortBy: ({ stay }) => nameText(stay.patient.name),
    },
    {
      key: 'reason',
      header: 'Here for',
      width: 'minmax(140px, 1.4fr)',
      cell: ({ stay }) => <span className="truncate">{textOf(stay.encounter.reasonCode?.[0])}</span>,
      hiddenBelow: 960,
    },
    { key: 'days', header: 'Stay', width: '72px', align: 'right', cell: (one) => plural(daysOf(one), 'day'), sortBy: daysOf },
    {
      key: 'work',
      header: 'Work',
      width: '64px',
      align: 'right',
      cell: ({ work }) => (work > 0 ? work : none),
      sortBy: ({ work }) => -work,
    },
    {
      key: 'risk',
      header: 'Return risk',
      width: '104px',
      cell: ({ risk }) =>
        risk === null ? (
          <span className={css.quiet}>not asked</span>
        ) : (
          <span className={css.flag} data-flag={risk >= 3 ? 'H' : ''}>
            {risk} of 5
          </span>
        ),
      sortBy: ({ risk }) => -(risk ?? -1),
      hiddenBelow: 640,
    },
    {
      key: 'plan',
      header: 'Plan',
      width: '68px',
      cell: ({ hasPlan }) => (hasPlan ? 'yes' : none),
      sortBy: ({ hasPlan }) => Number(hasPlan),
      hiddenBelow: 640,
    },
    {
      key: 'referrals',
      header: 'Referrals',
      width: '84px',
      align: 'right',
      cell: ({ referrals }) => (referrals > 0 ? referrals : none),
      sortBy: ({ referrals }) => referrals,
      hiddenBelow: 640,
    },
    {
      key: 'payer',
      header: 'Payer days',
      width: '116px',
      cell: ({ payer }) =>
        payer === '' ? (
          none
        ) : (
          <span className={css.flag} data-flag={payer === 'not granted' ? 'HH' : ''} style={{ margin: 0 }}>
            {payer}
          </span>
        ),
      sortBy: ({ payer }) => payer,
      hiddenBelow: 960,
    },
    {
      key: 'visit',
      header: 'Next visit',
      width: '104px',
      cell: ({ nextVisit }) => (nextVisit ? dayText(nextVisit, zone) : none),
      sortBy: ({ nextVisit }) => nextVisit ?? '9',
      hiddenBelow: 640,
    },
  ];
  return (
    <>
      <h1 className="screen-reader">Discharge list</h1>
      <Toolbar end={plural(rows.length, 'stay')}>{null}</Toolbar>
      <ProblemAlert error={error} title="The list could not be read" />
      {isPending ? (
        <Skeleton height={260} aria-busy="true" />
      ) : (
        <DataTable
          label="Stays and what is arranged for after them"
          columns={columns}
          rows={rows}
          rowKey={({ stay }) => stay.encounter.id ?? ''}
          onOpen={({ stay }) => go({ patient: stay.patient.id ?? '', screen: 'care-plan' })}
          empty={<EmptyState title="Nobody is in the house" />}
        />
      )}
    </>
  );
}
