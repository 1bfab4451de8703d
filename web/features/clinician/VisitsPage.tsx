import { Button, Skeleton, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { arrangeVisit, getClinician, listVisits, setVisitAside, type VisitLine } from '#coverage/contract.ts';
import css from './clinician.module.css';
import { OutreachDrawer } from './OutreachDrawer.tsx';
import { clinicianKey } from './query-keys.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { signalText } from '#web/app/signal-words.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { dateText } from '#web/ui/time-text.ts';
import { wordText } from '#web/ui/word-text.ts';

const visitsKey = ['visits'];

/** Who would be helped by somebody who comes along; a person arranges it or sets it aside. */
export function VisitsPage() {
  const query = useQuery({ queryKey: visitsKey, queryFn: () => call(listVisits, {}) });
  useNews(['coverage.visits-changed'], () => void query.refetch());
  const { unitName } = usePlaces();
  const [arranging, setArranging] = useState<VisitLine | null>(null);
  const [leaving, setLeaving] = useState<VisitLine | null>(null);
  const { data } = query;
  return (
    <>
      <PageHeader title="Visits wanted" note="An offer of help, as the refresher rules ask for it. Each look at this page is logged." />
      <ProblemAlert error={query.error} title="The visits could not be read" onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton height={160} radius="md" />}
      {data?.visits.length === 0 && (
        <EmptyState title="Nobody waits for a visit">
          When use of the EHR shows that somebody could do with company, and a refresher rule says so, they appear here.
        </EmptyState>
      )}
      {data && data.visits.length > 0 && (
        <Section title="Waiting" note={String(data.visits.length)} flush>
          <ul className={css.visits}>
            {data.visits.map((one) => (
              <li key={one.visitId} className={css.visit}>
                <div>
                  <Link to={`/clinicians/${one.personId}` as never} className={css.visitName}>
                    {one.name}
                  </Link>
                  <div className={css.quiet}>
                    {wordText(one.jobRole)}
                    {one.homeUnit ? `, ${unitName(one.homeUnit)}` : ''} · since {dateText(one.wantedAt)}
                  </div>
                  <div>{one.signals.map((signal) => signalText[signal] ?? signal).join(', ')}</div>
                </div>
                <div className={css.visitDo}>
                  <Button size="xs" onClick={() => setArranging(one)} aria-label={`Arrange a visit to ${one.name}`}>
                    Arrange
                  </Button>
                  <Button size="xs" variant="default" onClick={() => setLeaving(one)} aria-label={`Not now: ${one.name}`}>
                    Not now
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {data && data.closed.length > 0 && (
        <Section title="Lately" note={String(data.closed.length)} flush>
          <ul className={css.visits}>
            {data.closed.map((one) => (
              <li key={one.visitId} className={css.visit}>
                <div>
                  <Link to={`/clinicians/${one.personId}` as never} className={css.visitName}>
                    {one.name}
                  </Link>
                  <div className={css.quiet}>{one.outcome === 'arranged' ? 'Arranged' : `Set aside: ${one.reason}`}</div>
                </div>
                <div className={css.quiet}>
                  {one.closedBy}, {dateText(one.closedAt)}
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {arranging && <ArrangeDrawer visit={arranging} onClose={() => setArranging(null)} />}
      {leaving && <SetAsideDialog visit={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

interface VisitProps {
  visit: VisitLine;
  onClose: () => void;
}

function ArrangeDrawer({ visit, onClose }: VisitProps) {
  const client = useQueryClient();
  const { personId, visitId } = visit;
  const page = useQuery({ queryKey: clinicianKey(personId), queryFn: () => call(getClinician, { params: { personId } }) });
  if (!page.data) return <ProblemAlert error={page.error} title="Their page could not be read" />;
  return (
    <OutreachDrawer
      page={page.data}
      ask={async (body) => {
        await call(arrangeVisit, { params: { visitId }, body });
        await client.invalidateQueries({ queryKey: visitsKey });
      }}
      onClose={onClose}
    />
  );
}

function SetAsideDialog({ visit, onClose }: VisitProps) {
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const leaving = useMutation({
    mutationFn: () => call(setVisitAside, { params: { visitId: visit.visitId }, body: { reason } }),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: visitsKey });
    },
  });
  return (
    <ConfirmDialog
      opened
      title={`No visit to ${visit.name}?`}
      confirm="Set aside"
      busy={leaving.isPending}
      error={leaving.error}
      onConfirm={() => leaving.mutate()}
      onClose={onClose}
    >
      <Textarea
        label="Why"
        description="Another signal may ask again."
        required
        autosize
        minRows={2}
        maxLength={300}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
