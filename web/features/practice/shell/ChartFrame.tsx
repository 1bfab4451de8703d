import { Skeleton } from '@mantine/core';
import { Suspense, useEffect } from 'react';
import { ErrorBoundary } from '#web/ui/ErrorBoundary.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from './AttemptFrame.module.css';
import { useAttempt } from './attempt-space.ts';
import { oneTabStop } from './one-tab-stop.ts';
import { ChartGuard } from './ChartGuard.tsx';
import { openChart } from './open-charts.ts';
import { PatientBanner } from './PatientBanner.tsx';
import { PatientProvider } from './PatientProvider.tsx';
import { usePlace } from './place.ts';
import { screensOf } from './screens.ts';
import { arrowWalk } from './use-arrow-walk.ts';

/** A patient's chart: banner, the parts that the role works with, the part that is open. */
export function ChartFrame({ patientId }: { patientId: string }) {
  const { attemptId, role, note } = useAttempt();
  const place = usePlace();
  const parts = screensOf(role, 'chart');
  const shown = parts.find((one) => one.key === place.screen) ?? parts[0];
  useEffect(() => {
    openChart(attemptId, patientId);
    note({ kind: 'chart-opened', patient: `Patient/${patientId}` });
  }, [attemptId, patientId, note]);
  const screen = shown?.key ?? '';
  useEffect(() => {
    if (screen !== '') note({ kind: 'screen-opened', screen, patient: `Patient/${patientId}` });
  }, [screen, patientId, note]);
  if (!shown) return null;
  return (
    <PatientProvider
      key={patientId}
      patientId={patientId}
      waiting={<Skeleton height={120} m="md" aria-busy="true" aria-label="Loading the chart" />}
      failed={(error, retry) => (
        <EmptyState title="This chart cannot be shown">
          <ProblemAlert error={error} onRetry={retry} />
        </EmptyState>
      )}
    >
      <ChartGuard>
        <div className={css.chart}>
          <PatientBanner />
          <div className={css.chartBody}>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrow keys move between the buttons inside */}
            <nav className={css.side} aria-label="Parts of the chart" data-region data-keeps-focus ref={oneTabStop} onKeyDown={arrowWalk}>
              {parts.map((part) => (
                <button
                  key={part.key}
                  type="button"
                  data-walk
                  className={css.sideLink}
                  aria-current={part.key === shown.key ? 'page' : undefined}
                  onClick={() => place.go({ patient: patientId, screen: part.key })}
                >
                  {part.label}
                </button>
              ))}
            </nav>
            <section className={css.page} tabIndex={-1} data-work data-region aria-label={shown.label}>
              <ErrorBoundary key={shown.key}>
                <Suspense fallback={<Skeleton height={160} aria-busy="true" />}>
                  <shown.page />
                </Suspense>
              </ErrorBoundary>
            </section>
          </div>
        </div>
      </ChartGuard>
    </PatientProvider>
  );
}
