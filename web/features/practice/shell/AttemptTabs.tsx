import { IconX } from '@tabler/icons-react';
import { nameText } from '../fhir/patient-words.ts';
import type { Patient } from '../fhir/resources.ts';
import { useRead } from '../fhir/use-fhir.ts';
import css from './AttemptFrame.module.css';
import { useAttempt } from './attempt-space.ts';
import { closeChart, useOpenCharts } from './open-charts.ts';
import { usePlace } from './place.ts';
import { screensOf } from './screens.ts';

/** The role's work spaces, then the charts that are open. */
export function AttemptTabs() {
  const { attemptId, role } = useAttempt();
  const place = usePlace();
  const charts = useOpenCharts(attemptId);
  return (
    <nav className={css.tabs} aria-label="Work spaces and open charts">
      {screensOf(role, 'list').map((screen) => (
        <button
          key={screen.key}
          type="button"
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
  return (
    <span className={css.chartTab}>
      <button
        type="button"
        className={css.tab}
        aria-current={shown ? 'page' : undefined}
        onClick={() => place.go({ patient: patientId, screen: shown ? place.screen : 'chart' })}
      >
        <span className="truncate">{name}</span>
      </button>
      <button
        type="button"
        className={css.close}
        aria-label={`Close the chart of ${name}`}
        onClick={() => {
          closeChart(attemptId, patientId);
          if (shown) place.go({ screen: 'patient-list' });
        }}
      >
        <IconX size={14} />
      </button>
    </span>
  );
}
