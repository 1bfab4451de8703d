import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getOwnClock } from '#coverage/contract.ts';
import { ClinicianBody } from './ClinicianBody.tsx';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';

/** What a clinician sees of themselves: the same as those who help them see. */
export function OwnClockPage() {
  const { data, error, refetch } = useQuery({ queryKey: ['own-clock'], queryFn: () => call(getOwnClock, {}) });
  useNews(['coverage.plan-published', 'coverage.clinician-changed'], () => void refetch());
  if (error) return <ProblemAlert error={error} title="Your page could not be read" onRetry={() => void refetch()} />;
  if (data === undefined) return <Loader size="sm" />;
  return (
    <>
      <PageHeader
        title="My rounds and support"
        note="Where you are expected, and who will be beside you. Those who help you see the same page."
      />
      {data === null ? (
        <EmptyState title="No rounds of yours are on record">
          They come from your practice’s calendar or on-call schedule. If you round here, tell the support coordinator when and where.
        </EmptyState>
      ) : (
        <ClinicianBody page={data} own />
      )}
    </>
  );
}
