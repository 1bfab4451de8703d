import { IconX } from '@tabler/icons-react';
import { nameText } from '../fhir/patient-words.ts';
import type { Patient } from '../fhir/resources.ts';
import { useRead } from '../fhir/use-fhir.ts';
import css from './AttemptFrame.module.css';
import { useAttempt } from './attempt-space.ts';
import { oneTabStop } from './one-tab-stop.ts';
import { closeChart, useOpenCharts } from './open-charts.ts';
import { usePlace } from './place.ts';
import { screensOf } from './screens.ts';
import { arrowWalk } from './use-arrow-walk.ts';

/** The role's work spaces, then the charts that are open. */
export function AttemptTabs() {
  const { attemptId, role } = useAttempt();
  const place = usePlace();
  const charts = useOpenCharts(attemptId);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrow keys move between the buttons inside
    <nav className={css.tabs} aria-label="Work spaces and open charts" data-region data-keeps-focus ref={oneTabStop} onKeyDown={arrowWalk}>
      {screensOf(role, 'list').map((screen) => (
        <button
          key={screen.key}
          type="button"
          data-walk
          className={css.tab}
          aria-current={place.patient === '' && place.screen === screen.key ? 'page' : undefined}
          onClick={() => place.go({ screen: screen.key })}
        >
          {screen.label}
        </button>
      ))}
      {charts.length > 0 && <span className={css.divider} />}
      {charts.map((patientId) => (
        <ChartTab key={patientId} patientId={patientId} />
      ))}
    </nav>
  );
}

function ChartTab({ patientId }: { patientId: string }) {
  const { attemptId } = useAttempt();
  const place = usePlace();
  const patient = useRead<Patient>('Patient', patientId);
  const name = patient.data ? nameText(patient.data.name) : '…';
  const shown = place.patient === patientId;
  const close = (): void => {
    closeChart(attemptId, patientId);
    if (shown) place.go({ screen: 'patient-list' });
  };
  return (
    <span className={css.chartTab}>
      <button
        type="button"
        data-walk
        className={css.tab}
        aria-keyshortcuts="Delete"
        onKeyDown={(event) => event.key === 'Delete' && close()}
        aria-current={shown ? 'page' : undefined}
        onClick={() => place.go({ patient: patientId, screen: shown ? place.screen : 'chart' })}
      >
        <span className="truncate">{name}</span>
      </button>
      <button type="button" data-walk className={css.close} aria-label={`Close the chart of ${name}`} onClick={close}>
        <IconX size={14} />
      </button>
    </span>
  );
}
