import type { CSSProperties } from 'react';
import type { WallBoard } from '#support/contract.ts';
import { hourText } from './wall-words.ts';
import css from './wall.module.css';

const rowsMax = 8;

/** Requests by unit and hour; a cell's colour is its share of the largest. */
export function WallHeat({ board }: { board: WallBoard }) {
  const { heat, unitNames, zone } = board;
  return (
    <section className={css.panel} aria-labelledby="wall-heat">
      <h2 id="wall-heat">
        Requests by unit and hour<span className={css.aside}>last {heat.hours.length} hours</span>
      </h2>
      {heat.rows.length === 0 && <p className={css.empty}>Nobody has asked for help in these hours.</p>}
      {heat.rows.length > 0 && (
        <table className={css.heat}>
          <thead>
            <tr>
              <th scope="col">
                <span className="screen-reader">Unit</span>
              </th>
              {heat.hours.map((hour) => (
                <th key={hour} scope="col">
                  {hourText(hour, zone)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {heat.rows.slice(0, rowsMax).map(({ unitId, counts }) => (
              <tr key={unitId}>
                <th scope="row">
                  <span className="truncate" title={unitNames[unitId]}>
                    {unitNames[unitId] ?? unitId}
                  </span>
                </th>
                {counts.map((count, i) => (
                  <td
                    key={heat.hours[i]}
                    style={{ '--share': count / Math.max(1, heat.max) } as CSSProperties}
                    data-hot={count > heat.max / 2 || undefined}
                  >
                    {count > 0 ? count : ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
