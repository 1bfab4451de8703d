import type { WallBoard } from '#support/contract.ts';
import { plural, spanText } from '#web/ui/time-text.ts';
import { gapLines, gapWords } from './wall-words.ts';
import css from './wall.module.css';

const shownMax = 6;

export function WallGaps({ board }: { board: WallBoard }) {
  const lines = gapLines(board.gaps);
  return (
    <section className={css.panel} aria-labelledby="wall-gaps">
      <h2 id="wall-gaps">
        Coverage gaps ahead<span className={css.aside}>next 12 hours</span>
      </h2>
      {lines.length === 0 && <p className={css.empty}>The published plan covers everything in the next twelve hours.</p>}
      <ul className={css.gaps}>
        {lines.slice(0, shownMax).map(({ key, gap, count }) => (
          <li key={key}>
            <span className={css.time}>{spanText(gap.start, gap.end, board.zone)}</span>
            <span className="truncate">
              {gap.unitId === null ? 'Anywhere' : (board.unitNames[gap.unitId] ?? gap.unitId)}
              <span className={css.quiet}>
                {' '}
                {gapWords(gap)}
                {count > 1 && ` (${count}×)`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {lines.length > shownMax && <p className={css.more}>and {plural(lines.length - shownMax, 'more gap')}</p>}
    </section>
  );
}
