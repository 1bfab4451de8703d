import type { ReactNode } from 'react';
import css from './board.module.css';
import type { UnitRow } from './board-rows.ts';
import { dayOf, type TimeScale } from './time-scale.ts';

/** A unit's day in six-week view: heads on its shifts against the need, and a mark for each round, red where nobody is beside. */
export function RosterDays({ row, scale, fromDay, toDay }: { row: UnitRow; scale: TimeScale; fromDay: number; toDay: number }): ReactNode {
  const byDay = Map.groupBy(row.needs, (need) => dayOf(scale, need.start));
  const days = Array.from({ length: toDay - fromDay + 1 }, (_, i) => fromDay + i);
  return days.map((day) => {
    const needs = byDay.get(day);
    if (!needs) return null;
    const units = needs.filter((need) => need.kind === 'unit');
    const rounds = needs.filter((need) => need.kind !== 'unit');
    const need = units.reduce((sum, { headcount }) => sum + headcount, 0);
    const filled = units.reduce((sum, one) => sum + Math.min(one.filled, one.headcount), 0);
    return (
      <div
        key={day}
        role="gridcell"
        aria-colindex={day + 2}
        className={css.rosterDay}
        data-day={day}
        data-short={filled < need || undefined}
        style={{ left: `calc(var(--head) + ${day * scale.dayPx + 1}px)`, width: scale.dayPx - 2 }}
      >
        <span className={css.heads}>{need === 0 ? '' : filled < need ? `−${need - filled}` : filled}</span>
        <span
          className={css.marks}
          aria-label={rounds.length > 0 ? `${rounds.length} rounds` : undefined}
          role={rounds.length > 0 ? 'img' : undefined}
        >
          {rounds.slice(0, 5).map((round) => (
            <i
              key={round.id}
              data-short={round.filled < round.headcount || undefined}
              data-first={round.state === 'first-live-round' || undefined}
            />
          ))}
        </span>
      </div>
    );
  });
}
