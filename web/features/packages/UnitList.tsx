import { Button } from '@mantine/core';
import type { OwnPackage } from '#training/contract.ts';
import { Section } from '#web/ui/Section.tsx';
import { moveOnText } from './package-words.ts';
import css from './packages.module.css';

/** The units of a course, and the one with which it goes on by itself. */
export function UnitList({ found, busy, onOpen }: { found: OwnPackage; busy: boolean; onOpen: (unit: number) => void }) {
  const shown = found.units.filter((unit) => !unit.hidden);
  const { next } = found;
  return (
    <Section
      title="Units"
      note={`${found.units.filter((unit) => unit.satisfied).length} of ${found.units.length} done`}
      flush
      actions={
        found.playable &&
        next !== null && (
          <Button size="xs" loading={busy} onClick={() => onOpen(next)}>
            {found.begun ? 'Go on with the course' : 'Begin the course'}
          </Button>
        )
      }
    >
      <ul className={css.list}>
        {shown.map((unit) => (
          <li key={unit.unit} className={css.line}>
            <div>
              <div>{unit.title}</div>
              <div className={css.note}>
                {unitState(unit, found.begun)}
                {unit.masteryScore !== null && `, ${Math.round(unit.masteryScore * 100)} % needed`}
              </div>
            </div>
            {found.playable && unit.open && (
              <Button size="xs" variant="default" loading={busy} aria-label={`Start ${unit.title}`} onClick={() => onOpen(unit.unit)}>
                {unit.satisfied && found.begun ? 'Look again' : 'Start'}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function unitState(unit: OwnPackage['units'][number], begun: boolean): string {
  if (unit.waived) return 'Waived';
  if (unit.satisfied && begun) return 'Done';
  return unit.open ? (moveOnText[unit.moveOn] ?? unit.moveOn) : 'Other units come first';
}
