import type { WallBoard } from '#support/contract.ts';
import { plural } from '#web/ui/time-text.ts';
import css from './wall.module.css';

const shownMax = 14;

/** On duty against need, the shortest-handed unit first: one box for each head needed, filled when somebody is there. */
export function WallUnits({ board }: { board: WallBoard }) {
  const { units, byPhone, unitNames } = board;
  const hidden = units.length - shownMax;
  return (
    <section className={css.panel} aria-labelledby="wall-units">
      <h2 id="wall-units">
        On duty against need
        <span className={css.aside}>{byPhone.onDuty > 0 && `${byPhone.free} of ${byPhone.onDuty} free by phone`}</span>
      </h2>
      {units.length === 0 && <p className={css.empty}>No unit needs anybody now, and nobody is on duty.</p>}
      <ul className={css.units}>
        {units.slice(0, shownMax).map((unit) => (
          <Unit key={unit.unitId} unit={unit} name={unitNames[unit.unitId] ?? unit.unitId} />
        ))}
      </ul>
      {hidden > 0 && <p className={css.more}>and {plural(hidden, 'unit')} better off</p>}
    </section>
  );
}

function Unit({ unit, name }: { unit: WallBoard['units'][number]; name: string }) {
  const { need, onDuty, silent, free, waiting } = unit;
  const there = onDuty - silent;
  const words = `${there} of ${need} there${silent > 0 ? `, ${silent} silent` : ''}, ${free} free, ${waiting} waiting`;
  return (
    <li data-short={there < need || undefined}>
      <span className="truncate" title={name}>
        {name}
      </span>
      <span className={css.heads} role="img" aria-label={words}>
        {Array.from({ length: Math.min(8, Math.max(need, onDuty)) }, (_, i) => (
          <i key={i} data-state={i < free ? 'free' : i < there ? 'busy' : i < onDuty ? 'silent' : 'missing'} />
        ))}
      </span>
      <span className={css.count} aria-hidden="true">
        {there}/{need}
      </span>
      <span className={css.waiting} aria-hidden="true">
        {waiting > 0 && `${waiting} wait`}
      </span>
    </li>
  );
}
