import { SegmentedControl, Skeleton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { dayMs } from '#kernel/time.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { dayText } from '../chart/chart-time.ts';
import { dollars, type Claim, type ClaimResponse, type PaymentReconciliation } from '../fhir/claims.ts';
import { idOf, textOf } from '../fhir/codes.ts';
import { useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { ClaimDetail } from './ClaimDetail.tsx';
import { draftOf, editsOf, stateOf, type ClaimState } from './claim-draft.ts';

const words: Readonly<Record<ClaimState, string>> = {
  stopped: 'stopped by edits',
  draft: 'ready to send',
  sent: 'sent, no answer yet',
  denied: 'denied',
  appealed: 'denied, appealed',
  paid: 'paid, to be posted',
  posted: 'paid, posted',
  cancelled: 'cancelled',
};
const queues = [
  { value: 'all', label: 'All', states: ['stopped', 'draft', 'sent', 'denied', 'appealed', 'paid', 'posted', 'cancelled'] },
  { value: 'open', label: 'To send', states: ['stopped', 'draft'] },
  { value: 'denied', label: 'Denied', states: ['denied', 'appealed'] },
  { value: 'answered', label: 'Answers', states: ['paid', 'posted', 'denied', 'appealed'] },
  { value: 'sent', label: 'Waiting', states: ['sent'] },
] as const;

interface QueueRow {
  readonly claim: Claim;
  readonly state: ClaimState;
  readonly answer: ClaimResponse | null;
  /** What stops it, or why it was denied. */
  readonly why: string;
  /** Since it was made or answered: how long somebody has let it lie. */
  readonly waitsDays: number;
}

/** Claims by what they wait for; the chosen one below. */
export function ClaimsScreen() {
  const { zone } = useAttempt();
  const place = usePlace();
  const [queue, setQueue] = useState<string>('all');
  const { rows, isPending, error } = useClaimRows();
  const wanted: readonly string[] = queues.find((one) => one.value === queue)?.states ?? [];
  const shown = rows.filter((one) => wanted.includes(one.state));
  const chosen = rows.find((one) => one.claim.id === place.item);
  const columns: Column<QueueRow>[] = [
    {
      key: 'patient',
      header: 'Patient',
      width: 'minmax(110px, 1.4fr)',
      cell: ({ claim }) => <strong className="truncate">{claim.patient.display ?? 'Patient'}</strong>,
      sortBy: ({ claim }) => claim.patient.display ?? '',
    },
    {
      key: 'state',
      header: 'State',
      width: 'minmax(148px, 1fr)',
      cell: ({ state }) => <State state={state} />,
      sortBy: ({ state }) => words[state],
    },
    {
      key: 'why',
      header: 'What stops it',
      width: 'minmax(160px, 2fr)',
      cell: ({ why }) => <span className="truncate">{why}</span>,
      sortBy: ({ why }) => why,
      hiddenBelow: 960,
    },
    {
      key: 'payer',
      header: 'Payer',
      width: 'minmax(130px, 1.2fr)',
      cell: ({ claim }) => <span className="truncate">{claim.insurer?.display ?? '–'}</span>,
      sortBy: ({ claim }) => claim.insurer?.display ?? '',
      hiddenBelow: 960,
    },
    {
      key: 'total',
      header: 'Billed',
      width: '96px',
      align: 'right',
      cell: ({ claim }) => dollars(claim.total),
      sortBy: ({ claim }) => claim.total?.value ?? 0,
    },
    {
      key: 'day',
      header: 'Service',
      width: '104px',
      cell: ({ claim }) => dayText(claim.billablePeriod?.start ?? claim.created, zone),
      sortBy: ({ claim }) => claim.billablePeriod?.start ?? claim.created,
      hiddenBelow: 640,
    },
    {
      key: 'waits',
      header: 'Waits',
      width: '84px',
      align: 'right',
      cell: ({ waitsDays }) => plural(waitsDays, 'day'),
      sortBy: ({ waitsDays }) => waitsDays,
      hiddenBelow: 640,
    },
  ];
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
      <ProblemAlert error={error} title="The claims could not be read" />
      {isPending ? (
        <Skeleton height={220} aria-busy="true" />
      ) : (
        <DataTable
          label="Claims"
          columns={columns}
          rows={shown}
          rowKey={({ claim }) => claim.id ?? ''}
          height={chosen ? 216 : 'page'}
          isCurrent={({ claim }) => claim.id === place.item}
          onOpen={({ claim }) => place.go({ screen: 'claims', item: claim.id ?? '' })}
          empty={<EmptyState title="No claim is here">Claims are made from a visit’s released charges.</EmptyState>}
        />
      )}
      {chosen && (
        <div style={{ marginTop: 16 }}>
          <ClaimDetail key={`${chosen.claim.id} ${chosen.claim.status}`} claim={chosen.claim} state={chosen.state} answer={chosen.answer} />
        </div>
      )}
    </>
  );
}

function useClaimRows(): { rows: QueueRow[]; isPending: boolean; error: Error | null } {
  const { now } = useAttempt();
  const claims = useSearch<Claim>('Claim', { _count: 1000 });
  const answers = useSearch<ClaimResponse>('ClaimResponse', { _count: 1000 });
  const payments = useSearch<PaymentReconciliation>('PaymentReconciliation', { _count: 500 });
  const rows = useMemo(() => {
    const bills = claims.list.filter((one) => one.use === 'claim');
    const byClaim = new Map(answers.list.map((one) => [idOf(one.request), one]));
    return bills
      .map((claim): QueueRow => {
        const answer = byClaim.get(claim.id ?? '') ?? null;
        const state = stateOf(claim, bills, answers.list, payments.list);
        const since = Date.parse(answer?.created ?? claim.created);
        return { claim, state, answer, why: whyOf(claim, state, answer), waitsDays: Math.max(0, Math.floor((now() - since) / dayMs)) };
      })
      .toSorted((a, b) => b.claim.created.localeCompare(a.claim.created));
    // oxlint-disable-next-line react/exhaustive-deps -- days pass slowly: the lists decide when to count anew
  }, [claims.list, answers.list, payments.list]);
  return { rows, isPending: claims.isPending || answers.isPending, error: claims.error ?? answers.error ?? payments.error };
}

function whyOf(claim: Claim, state: ClaimState, answer: ClaimResponse | null): string {
  if (state === 'stopped') return editsOf(claim, draftOf(claim))[0]?.text ?? '';
  if (state !== 'denied' && state !== 'appealed') return '';
  const reason = answer?.item?.flatMap((item) => item.adjudication.flatMap((one) => one.reason ?? []))[0];
  return textOf(reason) || (answer?.disposition ?? '');
}

const State = ({ state }: { state: ClaimState }) => (
  <span className={`${css.flag} truncate`} data-flag={state === 'denied' || state === 'stopped' ? 'HH' : ''} style={{ margin: 0 }}>
    {words[state]}
  </span>
);
