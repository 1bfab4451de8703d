import { Button } from '@mantine/core';
import { timeText } from '#web/ui/time-text.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { useCommands } from '../shell/commands.ts';
import { usePlace } from '../shell/place.ts';
import { useDowntime, useDowntimeActs } from './downtime.ts';
import css from './downtime.module.css';

/** That the record is down, since when, and what to do; afterwards that paper waits to be entered. Nothing while all is well. */
export function DowntimeBar() {
  const { attemptId, zone, closed, down } = useAttempt();
  const { patient, go } = usePlace();
  const downtime = useDowntime(attemptId);
  const { begin, end, finish } = useDowntimeActs();
  useCommands([
    ...(downtime || closed
      ? []
      : [{ key: 'down', group: 'Attempt' as const, label: 'Begin a downtime', detail: 'to practise on paper', run: begin }]),
    ...(down ? [{ key: 'up', group: 'Attempt' as const, label: 'The EHR is back', run: end }] : []),
    ...(downtime && !down ? [{ key: 'entered', group: 'Attempt' as const, label: 'Everything is entered from paper', run: finish }] : []),
  ]);
  if (!downtime) return null;
  return (
    <div className={css.bar} role="status" data-state={down ? 'down' : 'back'}>
      <span>
        {down
          ? `Downtime since ${timeText(downtime.since, zone)}: the record can be read and not written. Go on on paper, with true times.`
          : `The EHR is back. Enter what was done on paper from ${timeText(downtime.since, zone)} to ${timeText(downtime.until ?? 0, zone)} with its own times: MAR, flowsheet, orders and notes ask for them.`}
      </span>
      {down && patient !== '' && (
        <Button size="compact-xs" variant="default" onClick={() => go({ patient, screen: 'paper' })}>
          Paper forms
        </Button>
      )}
      <Button size="compact-xs" onClick={down ? end : finish}>
        {down ? 'The EHR is back' : 'Everything is entered'}
      </Button>
    </div>
  );
}
