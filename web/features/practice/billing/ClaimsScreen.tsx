import { SegmentedControl, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { dayText } from '../chart/chart-time.ts';
import { dollars, type Claim, type ClaimResponse } from '../fhir/claims.ts';
import { useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { ClaimDetail } from './ClaimDetail.tsx';
import { stateOf, type ClaimState } from './claim-draft.ts';

const words: Readonly<Record<ClaimState, string>> = {
  stopped: 'stopped by edits',
  draft: 'ready to send',
  sent: 'sent, no answer yet',
  denied: 'denied',
  appealed: 'denied, appealed',
  paid: 'paid',
  cancelled: 'cancelled',
};
const queues = [
  { value: 'all', label: 'All', states: ['stopped', 'draft', 'sent', 'denied', 'appealed', 'paid', 'cancelled'] },
  { value: 'open', label: 'To send', states: ['stopped', 'draft'] },
  { value: 'denied', label: 'Denied', states: ['denied', 'appealed'] },
  { value: 'answered', label: 'Answers', states: ['paid', 'denied', 'appealed'] },
  { value: 'sent', label: 'Waiting', states: ['sent'] },
] as const;

/** Claims by what they wait for, the chosen one beside them. */
export function ClaimsScreen() {
  const { zone } = useAttempt();
  const place = usePlace();
  const [queue, setQueue] = useState<string>('all');
  const claims = useSearch<Claim>('Claim', { _count: 500 });
  const answers = useSearch<ClaimResponse>('ClaimResponse', { _count: 500 });
  const bills = claims.list.filter((one) => one.use === 'claim');
  const states = new Map(bills.map((one) => [one.id, stateOf(one, bills, answers.list)]));
  const wanted: readonly string[] = queues.find((one) => one.value === queue)?.states ?? [];
  const shown = bills.filter((one) => wanted.includes(states.get(one.id) ?? '')).toSorted((a, b) => b.created.localeCompare(a.created));
  const chosen = bills.find((one) => one.id === place.item);
  return (
    <>
      <h1 className="screen-reader">Claims</h1>
      <Toolbar end={plural(shown.length, 'claim')}>
        <div className={css.scroll} style={{ maxWidth: '100%' }}>
          <SegmentedControl
            size="xs"
            aria-label="Which claims"
            value={queue}
            onChange={setQueue}
            data={queues.map(({ value, label }) => ({ value, label }))}
          />
        </div>
      </Toolbar>
      <ProblemAlert error={claims.error ?? answers.error} title="The claims could not be read" />
      {claims.isPending && <Skeleton height={220} aria-busy="true" />}
      <div className={css.two}>
        <nav className={css.pane} style={{ padding: 0 }} aria-label="Claims">
          <ul className={css.list}>
            {shown.map((claim) => (
              <li key={claim.id} className={claim.id === place.item ? css.chosen : undefined}>
                <span className={css.main}>
                  <button
                    type="button"
                    className={css.link}
                    aria-current={claim.id === place.item || undefined}
                    onClick={() => place.go({ screen: 'claims', item: claim.id ?? '' })}
                  >
                    {claim.patient.display ?? 'Patient'}
                  </button>
                  <div className={css.quiet}>
                    <State state={states.get(claim.id) ?? 'draft'} /> · {dollars(claim.total)}
                    {claim.related ? ' · appeal' : ''}
                  </div>
                </span>
                <span className={css.when}>{dayText(claim.billablePeriod?.start ?? claim.created, zone)}</span>
              </li>
            ))}
          </ul>
          {!claims.isPending && shown.length === 0 && <p className={css.none}>No claim is here.</p>}
        </nav>
        <div>
          {chosen ? (
            <ClaimDetail
              key={`${chosen.id} ${chosen.status}`}
              claim={chosen}
              state={states.get(chosen.id) ?? 'draft'}
              answer={answers.list.find((one) => one.request?.reference?.endsWith(`Claim/${chosen.id}`)) ?? null}
            />
          ) : (
            <EmptyState title="Choose a claim">Claims are made from a visit’s released charges.</EmptyState>
          )}
        </div>
      </div>
    </>
  );
}

const State = ({ state }: { state: ClaimState }) => (
  <span className={css.flag} data-flag={state === 'denied' || state === 'stopped' ? 'HH' : ''}>
    {words[state]}
  </span>
);
