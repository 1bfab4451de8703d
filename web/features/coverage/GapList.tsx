import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { dayMs, hourMs, type Instant, type TimeZone } from '#kernel/time.ts';
import { dateText, plural, spanText } from '#web/ui/time-text.ts';
import type { BoardModel, Gap } from './board-model.ts';
import { personName, reasonWords, stateWords, unitName } from './board-words.ts';
import css from './SidePanel.module.css';
import { SidePanel } from './SidePanel.tsx';

interface Props {
  model: BoardModel;
  zone: TimeZone;
  now: Instant;
  onOpen: (gap: Gap) => void;
  onClose: () => void;
}

const spans = { '12': 12 * hourMs, week: 7 * dayMs, all: Number.POSITIVE_INFINITY } as const;
const shownMax = 300;

/** Gaps in order of time, each with its reason; the next twelve hours first, because they can't wait. */
export function GapList({ model, zone, now, onOpen, onClose }: Props) {
  const within = (span: keyof typeof spans): Gap[] => model.gaps.filter((gap) => gap.end > now && gap.start < now + spans[span]);
  // An empty list behind a button that says "4 gaps" would look like a mistake.
  const [span, setSpan] = useState<keyof typeof spans>(() => (within('week').length > 0 ? 'week' : 'all'));
  const gaps = within(span);
  const days = Map.groupBy(gaps.slice(0, shownMax), (gap) => dateText(gap.start, zone));
  const first = gaps.filter((gap) => gap.need.state === 'first-live-round').length;
  return (
    <SidePanel
      title="Gaps"
      note={`${plural(gaps.length, 'gap')}${first > 0 ? `, ${plural(first, 'first live round')} alone` : ''}`}
      onClose={onClose}
    >
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="How far ahead"
        value={span}
        onChange={(value) => setSpan(value as keyof typeof spans)}
        data={[
          { value: '12', label: 'Next 12 h' },
          { value: 'week', label: 'Week' },
          { value: 'all', label: 'All' },
        ]}
      />
      {gaps.length === 0 && <p className={css.quiet}>Nobody is left without support in this time.</p>}
      {[...days].map(([day, list]) => (
        <section key={day}>
          <h3 className={css.day}>{day}</h3>
          {list.map((gap) => (
            <button key={`${gap.needId}${gap.start}`} type="button" className={css.entry} onClick={() => onOpen(gap)}>
              <div className={css.person}>
                <span className={`${css.bold} truncate`}>
                  {gap.need.personId === null ? unitName(model, gap.need.unitId) : personName(model, gap.need.personId)}
                </span>
                <span className={`${css.quiet} tabular`}>{spanText(gap.start, gap.end, zone)}</span>
              </div>
              <div className="truncate">
                <span className={css.gap}>{gap.missing} missing</span>
                {gap.need.personId === null
                  ? gap.need.topic
                    ? `, ${gap.need.topic}`
                    : ''
                  : `, ${gap.need.state ? stateWords[gap.need.state] : 'round'}, ${unitName(model, gap.need.unitId)}`}
              </div>
              <div className={css.quiet}>{reasonWords[gap.reason]}</div>
            </button>
          ))}
        </section>
      ))}
      {gaps.length > shownMax && <p className={css.quiet}>and {gaps.length - shownMax} more: filter the board to see them.</p>}
    </SidePanel>
  );
}
