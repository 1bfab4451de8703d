import type { ClinicianPage } from '#coverage/contract.ts';
import { ClinicianTimeLine } from './ClinicianTimeLine.tsx';
import { ClockPanel } from './ClockPanel.tsx';
import { ForecastList } from './ForecastList.tsx';
import { LivedRounds } from './LivedRounds.tsx';
import { OutreachList } from './OutreachList.tsx';
import { PlannedRounds } from './PlannedRounds.tsx';
import css from './clinician.module.css';

/** `own`: the clinician reads it themselves. */
export function ClinicianBody({ page, own }: { page: ClinicianPage; own: boolean }) {
  return (
    <>
      <div className={css.top}>
        <ClockPanel clock={page.clock} own={own} />
        <ForecastList page={page} own={own} />
      </div>
      <ClinicianTimeLine page={page} />
      <PlannedRounds page={page} own={own} />
      <OutreachList page={page} own={own} />
      <LivedRounds page={page} />
    </>
  );
}
