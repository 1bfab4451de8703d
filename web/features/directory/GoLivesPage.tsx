import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listGoLives, type GoLiveRow, type WaveRow } from '#directory/contract.ts';
import { toLocal } from '#kernel/time.ts';
import { goLivesKey } from './query-keys.ts';
import { GoLiveDrawer } from './GoLiveDrawer.tsx';
import { hypercareEnd } from './directory-words.ts';
import { scaleOver } from '#web/ui/week-scale.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { WaveDrawer } from './WaveDrawer.tsx';
import { WaveTimeLine } from './WaveTimeLine.tsx';
import { call } from '#web/app/call.ts';
import { useOrganisation } from '#web/app/use-organisation.ts';
import { useCan } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { useNow } from '#web/ui/use-now.ts';

type Open = { wave: WaveRow | null } | { goLive: GoLiveRow | null; ofWave: string };

/** Waves on one time line: when each unit goes live, until when it has hypercare, and where today is. */
export function GoLivesPage() {
  const { data, error, refetch } = useQuery({ queryKey: goLivesKey, queryFn: () => call(listGoLives, {}) });
  const organisation = useOrganisation();
  const { unitName } = usePlaces();
  const mayChange = useCan('directory.change');
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);
  const today = toLocal(useNow(), organisation?.timeZone ?? 'UTC').date;
  const dates = data
    ? [
        ...data.goLives.flatMap((one) => [one.date, hypercareEnd(one)]),
        ...data.waves.flatMap((wave) => wave.phases.map((phase) => phase.date)),
      ]
    : [];
  const scale = scaleOver(dates);
  return (
    <>
      <PageHeader
        title="Go-lives"
        note="Each bar is a unit’s hypercare, from its go-live on."
        actions={
          mayChange && (
            <>
              <Button variant="default" onClick={() => setOpen({ wave: null })}>
                Add a wave
              </Button>
              <Button onClick={() => setOpen({ goLive: null, ofWave: data?.waves[0]?.wave ?? '' })}>Set a go-live</Button>
            </>
          )
        }
      />
      <ProblemAlert error={error} title="The go-lives could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && data.waves.length === 0 && (
        <EmptyState title="No go-live yet" action={<LinkButton to="/imports">Import go-lives.csv</LinkButton>}>
          Say which unit goes live when, and for how many weeks it has support.
        </EmptyState>
      )}
      {data?.waves.map((wave) => (
        <WaveTimeLine
          key={wave.wave}
          wave={wave}
          goLives={data.goLives.filter((one) => one.wave === wave.wave)}
          unitName={unitName}
          scale={scale}
          today={today}
          {...(mayChange
            ? { onChangeWave: () => setOpen({ wave }), onChangeGoLive: (goLive: GoLiveRow) => setOpen({ goLive, ofWave: wave.wave }) }
            : {})}
        />
      ))}
      {open && 'wave' in open && <WaveDrawer wave={open.wave} onClose={close} />}
      {open && 'goLive' in open && <GoLiveDrawer goLive={open.goLive} wave={open.ofWave} onClose={close} />}
    </>
  );
}
