import { Button } from '@mantine/core';
import type { TimeZone } from '#kernel/time.ts';
import { longDateText, spanText } from '#web/ui/time-text.ts';
import type { BoardModel } from './board-model.ts';
import { personName, stateWords, unitName } from './board-words.ts';
import css from './SidePanel.module.css';
import { SidePanel } from './SidePanel.tsx';
import { TaperBlock } from './TaperBlock.tsx';
import { dayOf, type TimeScale } from './time-scale.ts';

interface Props {
  model: BoardModel;
  unitId: string;
  day: number;
  scale: TimeScale;
  zone: TimeZone;
  mayPlan: boolean;
  onNeed: (needId: string) => void;
  onClose: () => void;
}

/** A unit's day: every shift and round with who is there. */
export function DayPanel({ model, unitId, day, scale, zone, mayPlan, onNeed, onClose }: Props) {
  const needs = (model.needsByUnit.get(unitId) ?? [])
    .filter((need) => dayOf(scale, need.start) === day)
    .toSorted((a, b) => a.start - b.start);
  const assignments = (model.byUnit.get(unitId) ?? []).filter((one) => dayOf(scale, one.start) === day);
  const served = (needId: string): string =>
    assignments
      .filter((one) => one.needIds.includes(needId))
      .map((one) => personName(model, one.personId))
      .join(', ');
  const date = scale.dates[day];
  return (
    <SidePanel title={unitName(model, unitId)} note={longDateText(scale.midnights[day] ?? 0, zone)} onClose={onClose}>
      {needs.length === 0 && <p className={css.quiet}>No support is asked for on this day.</p>}
      <ul className={css.lines}>
        {needs.map((need) => (
          <li key={need.id}>
            <div className={css.person}>
              <span className={css.bold}>{need.personId === null ? `Shift ${need.shiftId}` : personName(model, need.personId)}</span>
              <span className="tabular">{spanText(need.start, need.end, zone)}</span>
            </div>
            <div className={css.person}>
              <div>
                {need.state && <div className={css.quiet}>{stateWords[need.state]}</div>}
                <div className={need.filled < need.headcount ? css.gap : undefined}>
                  {need.filled}/{need.headcount} {served(need.id)}
                </div>
              </div>
              <Button size="compact-xs" variant="subtle" onClick={() => onNeed(need.id)}>
                Why
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {mayPlan && date !== undefined && <TaperBlock model={model} unitId={unitId} from={date} />}
    </SidePanel>
  );
}
