import { SegmentedControl, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { plural } from '#web/ui/time-text.ts';
import { dayText } from '../chart/chart-time.ts';
import { dollars } from '../fhir/claims.ts';
import css from '../chart/chart.module.css';
import { textOf } from '../fhir/codes.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { isDone, takenOff, useAccounts, type Account } from './use-charges.ts';
import { VisitCharges } from './VisitCharges.tsx';

/** Charges by visit, to be reviewed beside what was done. */
export function ChargesScreen() {
  const { zone } = useAttempt();
  const place = usePlace();
  const { accounts, charges, isPending, error } = useAccounts();
  const [which, setWhich] = useState('all');
  const open = accounts.filter((one) => !isDone(one));
  const shown = which === 'open' ? open : accounts;
  const chosen = accounts.find((one) => one.visitId === place.item);
  const columns: Column<Account>[] = [
    {
      key: 'patient',
      header: 'Patient',
      width: 'minmax(110px, 1.4fr)',
      cell: ({ whom, day }) => (
        <span className={css.over}>
          <strong className="truncate">{whom}</strong>
          <span className={css.under}>{dayText(day, zone)}</span>
        </span>
      ),
      sortBy: ({ whom }) => whom,
    },
    { key: 'day', header: 'Visit', width: '104px', cell: ({ day }) => dayText(day, zone), sortBy: ({ day }) => day, hiddenBelow: 640 },
    {
      key: 'state',
      header: 'State',
      width: 'minmax(150px, 1fr)',
      cell: (account) => <span className="truncate">{stateText(account)}</span>,
      sortBy: stateText,
    },
    {
      key: 'services',
      header: 'Services',
      width: 'minmax(180px, 2fr)',
      cell: (account) => (
        <span className="truncate">
          {account.charges
            .filter(isKept)
            .map((one) => textOf(one.code))
            .join(', ')}
        </span>
      ),
      hiddenBelow: 960,
    },
    { key: 'sum', header: 'Charged', width: '96px', align: 'right', cell: (account) => dollars({ value: sumOf(account) }), sortBy: sumOf },
  ];
  return (
    <>
      <h1 className="screen-reader">Charges</h1>
      <Toolbar end={plural(shown.length, 'visit')}>
        <SegmentedControl
          size="xs"
          aria-label="Which visits"
          value={which}
          onChange={setWhich}
          data={[
            { value: 'all', label: 'All' },
            { value: 'open', label: `To do ${open.length}` },
          ]}
        />
      </Toolbar>
      <ProblemAlert error={error} title="The charges could not be read" />
      {isPending ? (
        <Skeleton height={220} aria-busy="true" />
      ) : (
        <DataTable
          label="Visits with charges"
          columns={columns}
          rows={shown}
          rowKey={({ visitId }) => visitId}
          height={chosen ? 216 : 'page'}
          isCurrent={({ visitId }) => visitId === place.item}
          onOpen={({ visitId }) => place.go({ screen: 'charges', item: visitId })}
          empty={<EmptyState title="No charges are here">They come over from visits; what is missing is added at the visit.</EmptyState>}
        />
      )}
      {chosen && (
        <div style={{ marginTop: 16 }}>
          <VisitCharges key={chosen.visitId} account={chosen} everywhere={charges} />
        </div>
      )}
    </>
  );
}

const isKept = ({ status }: { status: string }): boolean => !takenOff.includes(status);
const sumOf = (account: Account): number => account.charges.filter(isKept).reduce((sum, one) => sum + (one.priceOverride?.value ?? 0), 0);

function stateText(account: Account): string {
  if (isDone(account)) return 'billed';
  const count = (status: string): number => account.charges.filter((one) => one.status === status).length;
  return [
    count('planned') > 0 ? `${plural(count('planned'), 'charge')} to review` : '',
    count('billable') > 0 ? `${count('billable')} released` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
