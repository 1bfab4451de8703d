import { Alert, Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { launchOwnUnit, leaveOwnUnit, listOwnPackages, type OwnPackage, type PlayerWord } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { UnitPlayer, type Playing } from './UnitPlayer.tsx';
import { moveOnText, packagesKey } from './package-words.ts';
import css from './packages.module.css';

/** How long the run-time of a unit may take to say its last words. */
const lastWordsMs = 5000;

/** One course from elsewhere: its units, and the one that I have open. */
export function PackagePage() {
  const { packageId } = useParams({ strict: false }) as { packageId: string };
  const client = useQueryClient();
  const query = useQuery({ queryKey: [...packagesKey, 'own'], queryFn: () => call(listOwnPackages, {}) });
  const refresh = (): void => void client.invalidateQueries({ queryKey: packagesKey });
  useNews('training.record-changed', refresh);
  const [playing, setPlaying] = useState<Playing | null>(null);
  const [asked, setAsked] = useState(false);
  const [unsaved, setUnsaved] = useState(false);
  const opening = useMutation({
    mutationFn: (unit: number) => call(launchOwnUnit, { params: { packageId, unit } }),
    onSuccess: ({ sessionId, url, title, launchMethod, hasRunTime }, unit) =>
      setPlaying({ unit, sessionId, url, title, inWindow: launchMethod === 'OwnWindow', hasRunTime }),
    onSettled: refresh,
  });
  const leaving = useMutation({
    mutationFn: ({ sessionId }: { sessionId: string; next?: number }) => call(leaveOwnUnit, { params: { sessionId } }),
    onSuccess: (_, { next }) => {
      setPlaying(null);
      setAsked(false);
      setUnsaved(false);
      if (next !== undefined) opening.mutate(next);
    },
    onSettled: refresh,
  });
  const { mutate: leaveNow } = leaving;
  useEffect(() => {
    if (!asked || !playing) return undefined;
    const timer = setTimeout(() => leaveNow({ sessionId: playing.sessionId }), playing.hasRunTime ? lastWordsMs : 0);
    return () => clearTimeout(timer);
  }, [asked, playing, leaveNow]);
  useLeaveOnClose(playing && !playing.hasRunTime ? playing.sessionId : null);
  const found = query.data?.packages.find((one) => one.packageId === packageId);
  if (query.isLoading) return <Skeleton height={200} radius="md" />;
  if (!found) return <EmptyState title="This course is not there">It may have been withdrawn. Ask your training lead.</EmptyState>;
  const hear = ({ atelbow, next }: PlayerWord): void => {
    if (!playing) return;
    if (atelbow === 'saved' || atelbow === 'not-saved') setUnsaved(atelbow === 'not-saved');
    const to = next === undefined ? undefined : found.units[playing.unit + (next === 'continue' ? 1 : -1)];
    if (atelbow === 'left' || to) leaveNow({ sessionId: playing.sessionId, ...(to ? { next: to.unit } : {}) });
  };
  return (
    <>
      <PageHeader
        title={found.title}
        note={found.satisfied ? 'Done' : found.description}
        actions={
          playing && (
            <Button loading={asked || leaving.isPending} onClick={() => setAsked(true)}>
              Leave “{playing.title}”
            </Button>
          )
        }
      />
      <ProblemAlert error={query.error ?? opening.error ?? leaving.error} />
      {unsaved && (
        <Alert color="red" variant="light" title="The course could not be saved" my="sm">
          The network may be gone. Stay on this page: it is tried again with the next step.
        </Alert>
      )}
      {playing ? (
        <UnitPlayer playing={playing} leaving={asked} onWord={hear} />
      ) : (
        <Units found={found} busy={opening.isPending} onOpen={(unit) => opening.mutate(unit)} />
      )}
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

function Units({ found, busy, onOpen }: { found: OwnPackage; busy: boolean; onOpen: (unit: number) => void }) {
  return (
    <Section title="Units" note={`${found.units.filter((unit) => unit.satisfied).length} of ${found.units.length} done`} flush>
      <ul className={css.list}>
        {found.units.map((unit) => (
          <li key={unit.unit} className={css.line}>
            <div>
              <div>{unit.title}</div>
              <div className={css.note}>
                {unit.waived
                  ? 'Waived'
                  : unit.satisfied && found.begun
                    ? 'Done'
                    : unit.open
                      ? (moveOnText[unit.moveOn] ?? unit.moveOn)
                      : 'Other units come first'}
                {unit.masteryScore !== null && `, ${Math.round(unit.masteryScore * 100)} % needed`}
              </div>
            </div>
            {found.playable && unit.open && (
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
