import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getMyShifts } from '#coverage/contract.ts';
import { call } from '#web/app/call.ts';
import { dateText, spanText, timeText, untilText } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';
import css from './duty.module.css';
import { dutyKeys } from './query-keys.ts';

/** The shift that runs and the one after it, at a glance. */
export function ShiftGlance() {
  const now = useNow();
  const shifts = useQuery({ queryKey: dutyKeys.shifts, queryFn: () => call(getMyShifts, { query: {} }) });
  const [running, next] = (() => {
    const mine = (shifts.data?.shifts ?? []).filter((shift) => shift.end > now);
    return mine[0] && mine[0].start <= now ? [mine[0], mine[1]] : [undefined, mine[0]];
  })();
  if (!running && !next) return null;
  return (
    <Link to="/my" className={css.glance}>
      {running && (
        <span>
          <strong>Now</strong> {running.unitName ?? 'where you agreed'}, until {timeText(running.end, running.timeZone)}
        </span>
      )}
      {next && (
        <span>
          <strong>Next</strong> {next.unitName ?? 'where you agree'}, {dateText(next.start, next.timeZone)}{' '}
          {spanText(next.start, next.end, next.timeZone)} ({untilText(next.start - now)})
        </span>
      )}
    </Link>
  );
}
