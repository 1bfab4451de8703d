import type { ShiftCard } from '#coverage/contract.ts';
import type { Instant } from '#kernel/time.ts';
import { lengthText, spanText, timeText, untilText } from '#web/ui/time-text.ts';
import css from './my-shifts.module.css';
import { dayText, stateWords } from './my-words.ts';

/** What one looks for on the way to work: where, when, beside whom. */
export function NextShift({ shift, now }: { shift: ShiftCard; now: Instant }) {
  const running = shift.start <= now;
  return (
    <section className={css.next} aria-label="Next shift">
      <div className={css.soon}>
        {running ? `Now, until ${timeText(shift.end, shift.timeZone)}` : `Next, ${untilText(shift.start - now)}`}
      </div>
      <div className={css.place}>{shift.unitName ?? 'Where you agree'}</div>
      <div className={css.time}>
        {dayText(shift.start, shift.timeZone, now)} {spanText(shift.start, shift.end, shift.timeZone)}
        <span className={css.length}>{lengthText(shift.end - shift.start)}</span>
      </div>
      <div className={css.where}>{shift.where}</div>
      {shift.beside.length > 0 && <Beside shift={shift} />}
    </section>
  );
}

export function Beside({ shift }: { shift: ShiftCard }) {
  return (
    <ul className={css.beside} aria-label="Clinicians to accompany">
      {shift.beside.map((one) => (
        <li key={`${one.personId}${one.start}`}>
          <span className={`${css.clock} tabular`}>{spanText(one.start, one.end, shift.timeZone)}</span>
          <span className={css.clinician}>{one.name}</span>
          {one.state !== null && (
            <span className={css.state} data-state={one.state}>
              {stateWords[one.state] ?? one.state}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
