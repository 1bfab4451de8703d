import type { Instant } from '#kernel/time.ts';
import type { ClockView } from '#support/contract.ts';
import css from './desk.module.css';
import { clockWords, shortLength, usedShare } from './desk-words.ts';

interface Props {
  label: string;
  clock: ClockView;
  now: Instant;
  note?: string;
}

/** How much of a target is used up; the words say the same as the bar. */
export function ClockBar({ label, clock, now, note }: Props) {
  const words = clockWords(clock, now);
  return (
    <div className={css.clockBar} data-tone={words.tone}>
      <span className={css.clockLabel}>{label}</span>
      <span className={css.track} aria-hidden="true">
        <svg viewBox="0 0 100 6" preserveAspectRatio="none">
          <rect width={usedShare(clock, now) * 100} height="6" />
        </svg>
      </span>
      <span className={css.clockText}>
        {words.text}
        <span className={css.quiet}> {note ? `· ${note}` : `of ${shortLength(clock.targetMinutes * 60_000)}`}</span>
      </span>
    </div>
  );
}
