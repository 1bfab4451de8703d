import type { WallBoard } from '#support/contract.ts';
import { topTitle } from './wall-words.ts';
import css from './wall.module.css';

export function WallTop({ board }: { board: WallBoard }) {
  const most = Math.max(1, ...board.top.map(({ count }) => count));
  return (
    <section className={css.panel} aria-labelledby="wall-top">
      <h2 id="wall-top">
        Asked most<span className={css.aside}>last 12 hours</span>
      </h2>
      {board.top.length === 0 && <p className={css.empty}>Nothing was asked yet.</p>}
      <ol className={css.top}>
        {board.top.map((line) => (
          <li key={`${line.kind} ${line.id}`} data-kind={line.kind}>
            <span className={css.topTitle} title={topTitle(line)}>
              {topTitle(line)}
            </span>
            <span className={css.count}>{line.count}</span>
            <span className={css.bar} aria-hidden="true">
              <i style={{ width: `${(100 * line.count) / most}%` }} />
            </span>
            <span className={css.small}>
              {line.open > 0 ? `${line.open} open` : 'all closed'}
              {line.lastHour > 0 && `, ${line.lastHour} in the last hour`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
