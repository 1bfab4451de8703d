import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getOwnClock } from '#coverage/contract.ts';
import { ownClockKey } from './query-keys.ts';
import { ClinicianBody } from './ClinicianBody.tsx';
import { OwnRoundDrawer } from './OwnRoundDrawer.tsx';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useAccount } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';

const readerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What a clinician sees of themselves: the same as those who help them see. */
export function OwnClockPage() {
  const { data, error, refetch } = useQuery({ queryKey: ownClockKey, queryFn: () => call(getOwnClock, {}) });
  const linked = useAccount().personId !== null;
  const [asking, setAsking] = useState(false);
  useNews(['coverage.plan-published', 'coverage.clinician-changed'], () => void refetch());
  const failure = <ProblemAlert error={error} title="Your page could not be read" onRetry={() => void refetch()} />;
  if (data === undefined) return error ? failure : <Loader size="sm" />;
  return (
    <>
      {failure}
      <PageHeader
        title="My rounds and support"
        note="Where you are expected, and who will be beside you. Those who help you see the same page."
        actions={linked && <Button onClick={() => setAsking(true)}>Ask for somebody beside me</Button>}
      />
      {data === null ? (
        <EmptyState title="No rounds of yours are on record">
          {linked
            ? 'They come from your practice’s calendar or on-call schedule. If you round here, say when and where: somebody will be beside you.'
            : 'Your account is not linked to a person of the directory. An administrator can link it.'}
        </EmptyState>
      ) : (
        <ClinicianBody page={data} own />
      )}
      {asking && <OwnRoundDrawer zone={data?.timeZone ?? readerZone} onClose={() => setAsking(false)} />}
    </>
  );
}
