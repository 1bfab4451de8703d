import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { launchOwnUnit, leaveOwnUnit, listOwnPackages, type OwnPackage } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { moveOnText, packagesKey } from './package-words.ts';
import css from './packages.module.css';

interface Playing {
  readonly sessionId: string;
  readonly url: string;
  readonly title: string;
  /** It asks for a window of its own; a browser opens one only at a click. */
  readonly inWindow: boolean;
}

/** One course from elsewhere: its units, and the one that I have open. */
export function PackagePage() {
  const { packageId } = useParams({ strict: false }) as { packageId: string };
  const client = useQueryClient();
  const query = useQuery({ queryKey: [...packagesKey, 'own'], queryFn: () => call(listOwnPackages, {}) });
  const refresh = (): void => void client.invalidateQueries({ queryKey: packagesKey });
  useNews('training.record-changed', refresh);
  const [playing, setPlaying] = useState<Playing | null>(null);
  const opening = useMutation({
    mutationFn: (unit: number) => call(launchOwnUnit, { params: { packageId, unit } }),
    onSuccess: ({ sessionId, url, title, launchMethod }) => setPlaying({ sessionId, url, title, inWindow: launchMethod === 'OwnWindow' }),
    onSettled: refresh,
  });
  const leaving = useMutation({
    mutationFn: (sessionId: string) => call(leaveOwnUnit, { params: { sessionId } }),
    onSuccess: () => setPlaying(null),
    onSettled: refresh,
  });
  useLeaveOnClose(playing?.sessionId ?? null);
  const found = query.data?.packages.find((one) => one.packageId === packageId);
  if (query.isLoading) return <Skeleton height={200} radius="md" />;
  if (!found) return <EmptyState title="This course is not there">It may have been withdrawn. Ask your training lead.</EmptyState>;
  return (
    <>
      <PageHeader
        title={found.title}
        note={found.satisfied ? 'Done' : found.description}
        actions={
          playing && (
            <Button loading={leaving.isPending} onClick={() => leaving.mutate(playing.sessionId)}>
              Leave “{playing.title}”
            </Button>
          )
        }
      />
      <ProblemAlert error={query.error ?? opening.error ?? leaving.error} />
      {playing ? <Player playing={playing} /> : <Units found={found} busy={opening.isPending} onOpen={(unit) => opening.mutate(unit)} />}
    </>
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

function Player({ playing }: { playing: Playing }) {
  if (playing.inWindow)
    return (
      <EmptyState title="This unit has a window of its own">
        <Button component="a" href={playing.url} target="_blank" rel="noopener noreferrer">
          Open it
        </Button>
      </EmptyState>
    );
  return (
    <iframe
      className={css.frame}
      title={playing.title}
      src={playing.url}
      sandbox="allow-scripts allow-forms allow-modals allow-downloads"
    />
  );
}

function Units({ found, busy, onOpen }: { found: OwnPackage; busy: boolean; onOpen: (unit: number) => void }) {
  return (
    <Section title="Units" note={`${found.units.filter((unit) => unit.satisfied).length} of ${found.units.length} done`} flush>
      <ul className={css.list}>
        {found.units.map((unit) => (
          <li key={unit.unit} className={css.line}>
            <div>
              <div>{unit.title}</div>
              <div className={css.note}>
                {unit.waived ? 'Waived' : unit.satisfied && found.begun ? 'Done' : (moveOnText[unit.moveOn] ?? unit.moveOn)}
                {unit.masteryScore !== null && `, ${Math.round(unit.masteryScore * 100)} % needed`}
              </div>
            </div>
            {found.playable && (
              <Button size="xs" variant="default" loading={busy} aria-label={`Start ${unit.title}`} onClick={() => onOpen(unit.unit)}>
                {unit.satisfied && found.begun ? 'Look again' : 'Start'}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
