import { Skeleton } from '@mantine/core';
import { Suspense, useEffect } from 'react';
import type { AttemptDetail } from '#sandbox/contract.ts';
import { ErrorBoundary } from '#web/ui/ErrorBoundary.tsx';
import { DowntimeBar } from '../downtime/DowntimeBar.tsx';
import css from './AttemptFrame.module.css';
import { useAttempt } from './attempt-space.ts';
import { AttemptTabs } from './AttemptTabs.tsx';
import { AttemptTop } from './AttemptTop.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import { KeyboardLayer } from './KeyboardLayer.tsx';
import { usePlace } from './place.ts';
import { screensOf } from './screens.ts';
import { useClicks } from './use-clicks.ts';

interface Props {
  attempt: AttemptDetail;
  onRole: (role: string) => void;
  onAttempt: (attempt: AttemptDetail) => void;
}

/** The window of the practice EHR: a band that says what it is, the attempt, the work spaces, the work. */
export function AttemptFrame({ attempt, onRole, onAttempt }: Props) {
  const { closed, down } = useAttempt();
  const { patient } = usePlace();
  const flushClicks = useClicks();
  return (
    <KeyboardLayer className={css.frame}>
      <div className={css.band} />
      <AttemptTop attempt={attempt} onRole={onRole} onAttempt={onAttempt} onSubmit={flushClicks} />
      <DowntimeBar />
      {closed && !down && (
        <div className={css.closed} role="status">
          {attempt.state === 'submitted'
            ? 'Handed in: you can look at everything and change nothing.'
            : `${attempt.learnerName}’s attempt: you can look and change nothing.`}
        </div>
      )}
      <AttemptTabs />
      <div className={css.body}>{patient === '' ? <ListScreen /> : <ChartFrame key={patient} patientId={patient} />}</div>
    </KeyboardLayer>
  );
}

function ListScreen() {
  const { role, note } = useAttempt();
  const { screen } = usePlace();
  const screens = screensOf(role, 'list');
  const shown = screens.find((one) => one.key === screen) ?? screens[0];
  const key = shown?.key ?? '';
  useEffect(() => {
    if (key !== '') note({ kind: 'screen-opened', screen: key });
  }, [key, note]);
  if (!shown) return null;
  return (
    <section className={css.page} tabIndex={-1} data-work data-region aria-label={shown.label}>
      <ErrorBoundary key={key}>
        <Suspense fallback={<Skeleton height={200} aria-busy="true" />}>
          <shown.page />
        </Suspense>
      </ErrorBoundary>
    </section>
  );
}
