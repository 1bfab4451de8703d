import { Alert, Button, Group, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { leaveOwnUnit, listOwnPackages } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { UnitList } from './UnitList.tsx';
import { UnitPlayer } from './UnitPlayer.tsx';
import { packagesKey } from './package-words.ts';
import { usePlaying } from './use-playing.ts';

/** One course from elsewhere: its units, and the one that I have open. */
export function PackagePage() {
  const { packageId } = useParams({ strict: false }) as { packageId: string };
  const query = useQuery({ queryKey: [...packagesKey, 'own'], queryFn: () => call(listOwnPackages, {}) });
  const found = query.data?.packages.find((one) => one.packageId === packageId);
  const way = usePlaying(packageId, found);
  const { playing } = way;
  useNews('training.record-changed', way.refresh);
  useLeaveOnClose(playing && !playing.hasRunTime ? playing.sessionId : null);
  if (query.isLoading) return <Skeleton height={200} radius="md" />;
  if (!found) return <EmptyState title="This course is not there">It may have been withdrawn. Ask your training lead.</EmptyState>;
  return (
    <>
      <PageHeader title={found.title} note={found.satisfied ? 'Done' : found.description} actions={playing && <Ways way={way} />} />
      <ProblemAlert error={query.error ?? way.error} />
      {way.note !== null && (
        <Alert variant="light" my="sm" role="status">
          {way.note}
        </Alert>
      )}
      {way.unsaved && (
        <Alert color="red" variant="light" title="The course could not be saved" my="sm">
          The network may be gone. Stay on this page: it is tried again with the next step.
        </Alert>
      )}
      {playing ? (
        <UnitPlayer playing={playing} leaving={way.wish !== null} onWord={way.hear} />
      ) : (
        <UnitList found={found} busy={way.opening} onOpen={way.open} />
      )}
    </>
  );
}

/** On, back, and out. What the package hides is not shown; out one can always get. */
function Ways({ way: { playing, wish, setWish } }: { way: ReturnType<typeof usePlaying> }) {
  const navigation = playing?.navigation;
  const step = (to: 'continue' | 'previous', text: string) =>
    navigation &&
    !navigation.hides.includes(to) && (
      <Button variant="default" disabled={!navigation[to] || wish !== null} loading={wish?.to === to} onClick={() => setWish({ to })}>
        {text}
      </Button>
    );
  return (
    <Group gap="xs">
      {step('previous', 'Back')}
      {step('continue', 'Continue')}
      <Button loading={wish?.to === 'leave'} disabled={wish !== null} onClick={() => setWish({ to: 'leave' })}>
        Leave “{playing?.title}”
      </Button>
    </Group>
  );
}

/** Whoever closes the tab has left, too: the unit would otherwise stay open until the next is. */
function useLeaveOnClose(sessionId: string | null): void {
  useEffect(() => {
    if (sessionId === null) return;
    const leave = (): void => {
      void fetch(leaveOwnUnit.path.replace(':sessionId', sessionId), { method: 'POST', keepalive: true });
    };
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, [sessionId]);
}
