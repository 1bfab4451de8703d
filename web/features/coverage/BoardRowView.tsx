import { memo, type ReactNode } from 'react';
import { isoWeek } from '#kernel/time.ts';
import css from './board.module.css';
import type { BoardModel } from './board-model.ts';
import { lanePx, stripPx, type BoardItem, type BoardRow, type PersonRow, type UnitRow } from './board-rows.ts';
import { barText, isFirstRound } from './board-words.ts';
import { RosterDays } from './RosterDays.tsx';
import { dayOf, spanX, type TimeScale } from './time-scale.ts';

export interface RowViewProps {
  row: BoardRow;
  index: number;
  top: number;
  view: 'units' | 'people';
  /** For names only: a row is drawn again when its own items change, not with every model. */
  model: BoardModel;
  scale: TimeScale;
  fromDay: number;
  toDay: number;
  /** ISO week whose hours the first column shows. */
  week: string;
}

export const BoardRowView = memo(function BoardRowView(props: RowViewProps) {
  const { row, index, top, scale } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={css.row}
      data-kind={row.kind}
      style={{ top, height: row.height, width: `calc(var(--head) + ${scale.width}px)` }}
    >
      <RowHead row={row} week={props.week} />
      {row.kind === 'unit' && scale.zoom === 'six-weeks' ? (
        <RosterDays row={row} scale={scale} fromDay={props.fromDay} toDay={props.toDay} />
      ) : (
        <Bars {...props} />
      )}
      {row.kind === 'unit' && scale.zoom !== 'six-weeks' && <NeedStrip {...props} row={row} />}
      {row.kind === 'person' && <WeekLoads row={row} scale={scale} />}
    </div>
  );
}, sameRow);

function sameRow(a: RowViewProps, b: RowViewProps): boolean {
  return (
    a.row.items === b.row.items &&
    a.row.label === b.row.label &&
    a.row.note === b.row.note &&
    a.row.height === b.row.height &&
    (a.row.kind !== 'unit' || a.row === b.row) &&
    (a.row.kind !== 'person' || (b.row.kind === 'person' && a.row.person === b.row.person)) &&
    a.top === b.top &&
    a.index === b.index &&
    a.scale === b.scale &&
    a.fromDay === b.fromDay &&
    a.toDay === b.toDay &&
    a.week === b.week
  );
}

function RowHead({ row, week }: { row: BoardRow; week: string }) {
  return (
    <div role="rowheader" className={css.head} title={`${row.label}${row.note ? ` · ${row.note}` : ''}`}>
      <span className={css.names}>
        <span className={`${css.name} truncate`}>{row.label}</span>
        <span className={`${css.note} truncate`}>{row.note}</span>
      </span>
      {row.kind === 'person' && <Hours hours={row.person.hours[week] ?? 0} max={row.person.maxHoursWeek} />}
      {row.kind === 'unit' && <Missing row={row} />}
    </div>
  );
}

function Hours({ hours, max }: { hours: number; max: number }) {
  return (
    <span className={css.hours} data-over={hours > max || undefined}>
      {Math.round(hours * 10) / 10}
      <span className={css.quiet}>/{max} h</span>
    </span>
  );
}

function Missing({ row }: { row: UnitRow }) {
  const missing = row.gaps.length;
  return missing === 0 ? null : <span className={css.missing}>{missing}</span>;
}

const visible = (scale: TimeScale, item: { start: number; end: number }, fromDay: number, toDay: number): boolean =>
  dayOf(scale, item.end) >= fromDay && dayOf(scale, item.start) <= toDay;

function Bars({ row, view, model, scale, fromDay, toDay }: RowViewProps): ReactNode {
  const shown = row.items.filter((item) => visible(scale, item, fromDay, toDay));
  const offset = row.kind === 'unit' ? stripPx + 2 : 4;
  return shown.map((item, i) => {
    const box = barBox(scale, shown, i);
    const unitKind = item.kind === 'gap' ? 'gap' : item.assignment.kind;
    const first = item.kind === 'assignment' && isFirstRound(model, item.assignment);
    return (
      <div
        key={item.id}
        role="gridcell"
        aria-colindex={dayOf(scale, item.start) + 2}
        className={css.bar}
        data-item={item.id}
        data-kind={unitKind}
        data-first={first || undefined}
        data-cell={scale.zoom === 'six-weeks' || undefined}
        data-locked={(item.kind === 'assignment' && item.assignment.locked) || undefined}
        style={{ left: `calc(var(--head) + ${box.left}px)`, width: box.width, top: offset + item.lane * lanePx }}
      >
        <span className={css.text}>{barText(model, view, item, box.width)}</span>
      </div>
    );
  });
}

/** On six weeks two bars of one day and lane share its cell. */
function barBox(scale: TimeScale, items: readonly BoardItem[], i: number): { left: number; width: number } {
  const item = items[i];
  if (!item) return { left: 0, width: 0 };
  const box = spanX(scale, item.start, item.end);
  if (scale.zoom !== 'six-weeks') return { left: box.left + 1, width: box.width - 2 };
  const day = dayOf(scale, item.start);
  const mates = items.filter((other) => other.lane === item.lane && dayOf(scale, other.start) === day);
  const width = box.width / mates.length;
  return { left: box.left + mates.indexOf(item) * width + 1, width: width - 2 };
}

/** Need against filled of each shift, above the bars. */
function NeedStrip({ row, scale, fromDay, toDay }: RowViewProps & { row: UnitRow }): ReactNode {
  const unitNeeds = row.needs.filter((need) => need.kind === 'unit' && visible(scale, need, fromDay, toDay));
  return unitNeeds.map((need) => {
    const box = spanX(scale, need.start, need.end);
    const short = need.filled < need.headcount;
    return (
      <div
        key={need.id}
        role="gridcell"
        aria-colindex={dayOf(scale, need.start) + 2}
        className={css.need}
        data-need={need.id}
        data-short={short || undefined}
        style={{ left: `calc(var(--head) + ${box.left + 1}px)`, width: box.width - 2 }}
      >
        {need.shiftId && box.width > 56 && <span className={css.shift}>{need.shiftId}</span>}
        {need.filled}/{need.headcount}
      </div>
    );
  });
}

/** A thin line per week: how much of the allowed hours is used. */
function WeekLoads({ row, scale }: { row: PersonRow; scale: TimeScale }): ReactNode {
  const { person } = row;
  const weeks = scale.dates.flatMap((date, day) =>
    day === 0 || isoWeek(date) !== isoWeek(scale.dates[day - 1] ?? date) ? [{ week: isoWeek(date), day }] : [],
  );
  return weeks.map(({ week, day }, i) => {
    const days = (weeks[i + 1]?.day ?? scale.dates.length) - day;
    const hours = person.hours[week] ?? 0;
    if (hours === 0) return null;
    const share = Math.min(1, hours / Math.max(1, person.maxHoursWeek));
    return (
      <div
        key={week}
        className={css.load}
        data-over={hours > person.maxHoursWeek || undefined}
        style={{ left: `calc(var(--head) + ${day * scale.dayPx + 2}px)`, width: Math.max(0, days * scale.dayPx * share - 4) }}
      />
    );
  });
}
