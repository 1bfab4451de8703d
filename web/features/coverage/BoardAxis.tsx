import { memo } from 'react';
import { isoWeek, weekday } from '#kernel/time.ts';
import { dateText } from '#web/ui/time-text.ts';
import css from './board.module.css';
import type { TimeScale } from './time-scale.ts';

interface Props {
  scale: TimeScale;
  fromDay: number;
  toDay: number;
  corner: string;
}

const hours = { day: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22], week: [6, 12, 18], 'six-weeks': [] } as const;
const letters = ['', 'M', 'T', 'W', 'T', 'F', 'S', 'S'];

/** The header row: dates, hours where there is room, weeks above a roster. */
export const BoardAxis = memo(function BoardAxis({ scale, fromDay, toDay, corner }: Props) {
  const six = scale.zoom === 'six-weeks';
  const days = scale.dates.map((date, day) => ({ date, day })).filter(({ day }) => day >= fromDay && day <= toDay);
  return (
    <div role="row" aria-rowindex={1} className={css.axis} style={{ width: `calc(var(--head) + ${scale.width}px)` }}>
      <div role="columnheader" className={css.corner}>
        {corner}
      </div>
      {days.map(({ date, day }) => (
        <div
          key={date}
          role="columnheader"
          aria-colindex={day + 2}
          className={css.date}
          data-weekend={weekday(date) > 5 || undefined}
          data-monday={weekday(date) === 1 || undefined}
          style={{ left: `calc(var(--head) + ${day * scale.dayPx}px)`, width: scale.dayPx }}
        >
          {six ? (
            <>
              {weekday(date) === 1 && (
                <span
                  className={css.week}
                >{`Week ${Number(isoWeek(date).slice(6))}, ${dateText(scale.midnights[day] ?? 0, scale.zone).slice(4)}`}</span>
              )}
              <span className={css.dayLetter}>{letters[weekday(date)]}</span>
              <span>{Number(date.slice(8))}</span>
            </>
          ) : (
            <>
              <span className={css.dayName}>{dateText(scale.midnights[day] ?? 0, scale.zone)}</span>
              {hours[scale.zoom].map((hour) => (
                <span key={hour} className={css.hour} style={{ left: `${(hour / 24) * 100}%` }}>
                  {String(hour).padStart(2, '0')}
                </span>
              ))}
            </>
          )}
        </div>
      ))}
    </div>
  );
});

/** Midnights and weekends behind the rows, and the present moment. */
export const BoardBackdrop = memo(function BoardBackdrop({ scale, fromDay, toDay, height }: Omit<Props, 'corner'> & { height: number }) {
  const days = scale.dates.map((date, day) => ({ date, day })).filter(({ day }) => day >= fromDay && day <= toDay);
  return (
    <div className={css.backdrop} aria-hidden="true" style={{ height }}>
      {days.map(({ date, day }) => (
        <div
          key={date}
          className={css.stripe}
          data-weekend={weekday(date) > 5 || undefined}
          data-monday={weekday(date) === 1 || undefined}
          style={{ left: `calc(var(--head) + ${day * scale.dayPx}px)`, width: scale.dayPx }}
        />
      ))}
    </div>
  );
});
