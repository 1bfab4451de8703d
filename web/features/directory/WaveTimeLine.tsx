import { Button } from '@mantine/core';
import type { GoLiveRow, WaveRow } from '#directory/contract.ts';
import type { LocalDate } from '#kernel/time.ts';
import { hypercareEnd, waveName } from './directory-words.ts';
import type { Scale } from '#web/ui/week-scale.ts';
import css from './WaveTimeLine.module.css';
import { localDateText, localDayText } from '#web/ui/local-date-text.ts';
import { Section } from '#web/ui/Section.tsx';
import { plural } from '#web/ui/time-text.ts';

interface Props {
  wave: WaveRow;
  goLives: readonly GoLiveRow[];
  unitName: (unitId: string | null) => string;
  scale: Scale | null;
  today: LocalDate;
  onChangeWave?: () => void;
  onChangeGoLive?: (goLive: GoLiveRow) => void;
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

export function WaveTimeLine({ wave, goLives, unitName, scale, today, onChangeWave, onChangeGoLive }: Props) {
  const ordered = goLives.toSorted((a, b) =>
    a.date === b.date ? (unitName(a.unitId) < unitName(b.unitId) ? -1 : 1) : a.date < b.date ? -1 : 1,
  );
  return (
    <Section
      title={waveName(wave.wave)}
      note={[wave.scope, plural(goLives.length, 'unit')].filter(Boolean).join(' · ')}
      actions={
        onChangeWave && (
          <Button size="compact-sm" variant="default" onClick={onChangeWave}>
            Change wave
          </Button>
        )
      }
      flush
    >
      <div className={css.table} role="table" aria-label={waveName(wave.wave)}>
        <div className={css.row} role="row" data-head>
          <div role="columnheader">Unit</div>
          <div role="columnheader">Goes live</div>
          <div role="columnheader" className={css.line}>
            {scale?.weeks.map((monday) => (
              <span key={monday} className={css.week} style={{ left: percent(scale.at(monday)) }}>
                {localDayText(monday).slice(4)}
              </span>
            ))}
          </div>
        </div>
        {wave.phases.length > 0 && (
          <div className={css.row} role="row">
            <div role="cell">Phases</div>
            <div role="cell" className={css.quiet}>
              {wave.phases.map((phase) => `${phase.name} ${localDayText(phase.date)}`).join(', ')}
            </div>
            <div role="cell" className={css.line}>
              {scale &&
                wave.phases.map((phase) => (
                  <span
                    key={phase.name}
                    className={css.phase}
                    title={`${phase.name}: ${localDateText(phase.date)}`}
                    style={{ left: percent(scale.at(phase.date)) }}
                  />
                ))}
            </div>
          </div>
        )}
        {ordered.map((goLive) => {
          const end = hypercareEnd(goLive);
          const state = end <= today ? 'over' : goLive.date <= today ? 'now' : 'ahead';
          const name = unitName(goLive.unitId);
          const words = `${localDateText(goLive.date)}, ${plural(goLive.weeks, 'week')}, orders ${goLive.cpoe === 'mandatory' ? 'in the EHR only' : 'on paper too at first'}`;
          return (
            <div key={goLive.unitId} className={css.row} role="row">
              <div role="cell" className="truncate">
                {onChangeGoLive ? (
                  <button type="button" className={css.open} onClick={() => onChangeGoLive(goLive)}>
                    {name}
                  </button>
                ) : (
                  name
                )}
              </div>
              <div role="cell" className={css.date}>
                {localDayText(goLive.date)}
                <span className={css.quiet}>
                  {' '}
                  {goLive.weeks} wk{goLive.cpoe === 'voluntary' ? ', voluntary' : ''}
                </span>
              </div>
              <div role="cell" className={css.line} title={words}>
                {scale && (
                  <>
                    <span
                      className={css.bar}
                      data-state={state}
                      data-cpoe={goLive.cpoe}
                      style={{ left: percent(scale.at(goLive.date)), width: percent(scale.at(end) - scale.at(goLive.date)) }}
                    />
                    {scale.at(today) >= 0 && scale.at(today) <= 1 && (
                      <span className={css.today} style={{ left: percent(scale.at(today)) }} />
                    )}
                  </>
                )}
              </div>
            </div>
          );
        })}
        {goLives.length === 0 && <p className={css.none}>No unit is in this wave yet.</p>}
      </div>
    </Section>
  );
}
