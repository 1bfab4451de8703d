import { Skeleton } from '@mantine/core';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { dayText } from '../chart/chart-time.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { isDone, useAccounts, type Account } from './use-charges.ts';
import { VisitCharges } from './VisitCharges.tsx';

/** Charges by visit, to be reviewed beside what was done. */
export function ChargesScreen() {
  const { zone } = useAttempt();
  const place = usePlace();
  const { accounts, charges, isPending, error } = useAccounts();
  const chosen = accounts.find((one) => one.visitId === place.item);
  return (
    <>
      <h1 className="screen-reader">Charges</h1>
      <ProblemAlert error={error} title="The charges could not be read" />
      {isPending && <Skeleton height={220} aria-busy="true" />}
      <div className={css.two}>
        <nav className={css.pane} style={{ padding: 0 }} aria-label="Visits with charges">
          <ul className={css.list}>
            {accounts.map((account) => (
              <li key={account.visitId} className={account.visitId === place.item ? css.chosen : undefined}>
                <span className={css.main}>
                  <button
                    type="button"
                    className={css.link}
                    aria-current={account.visitId === place.item || undefined}
                    onClick={() => place.go({ screen: 'charges', item: account.visitId })}
                  >
                    {account.whom}
                  </button>
                  <div className={css.quiet}>{stateText(account)}</div>
                </span>
                <span className={css.when}>{dayText(account.day, zone)}</span>
              </li>
            ))}
          </ul>
          {!isPending && accounts.length === 0 && <p className={css.none}>No charges have come over.</p>}
        </nav>
        <div>
          {chosen ? (
            <VisitCharges key={chosen.visitId} account={chosen} everywhere={charges} />
          ) : (
            <EmptyState title="Choose a visit">Its charges are reviewed beside what was done.</EmptyState>
          )}
        </div>
      </div>
    </>
  );
}

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
