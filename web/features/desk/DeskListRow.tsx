import { IconLink, IconMessage, IconPlayerPause } from '@tabler/icons-react';
import { memo } from 'react';
import type { Instant } from '#kernel/time.ts';
import type { DeskRow } from '#support/contract.ts';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { wordText } from '#web/ui/word-text.ts';
import css from './desk.module.css';
import { classWords, clockWords, pressing, shortLength, statusOf, tierWords } from './desk-words.ts';

interface Props {
  row: DeskRow;
  place: number;
  count: number;
  start: number;
  active: boolean;
  now: Instant;
  unitName: string;
  onOpen: (requestId: string) => void;
}

export const DeskListRow = memo(function DeskListRow({ row, place, count, start, active, now, unitName, onOpen }: Props) {
  const status = statusOf(row);
  const clock = clockWords(pressing(row), now);
  const about = row.text || wordText(row.topic) || 'No words were given';
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the list has the focus and the keys
    <div
      id={`desk-${row.requestId}`}
      role="option"
      aria-selected={active}
      aria-posinset={place}
      aria-setsize={count}
      className={css.row}
      data-class={row.askerClass}
      style={{ transform: `translateY(${start}px)` }}
      onClick={() => onOpen(row.requestId)}
    >
      <span className={css.priority} data-priority={row.priority}>
        {row.priority}
      </span>
      <span className={css.code}>{row.callBackCode}</span>
      <span className={css.who}>
        <span className="truncate">{row.askerName ?? classWords[row.askerClass]}</span>
        <span className={css.quiet}>
          {row.askerName ? `${classWords[row.askerClass]} · ` : ''}
          {unitName}
        </span>
      </span>
      <span className={css.about}>
        <span className="truncate">{about}</span>
        <span className={css.quiet}>
          {[row.topic && wordText(row.topic), row.issue?.title, row.sentTo && `→ ${tierWords[row.sentTo]}`].filter(Boolean).join(' · ') ||
            '–'}
        </span>
      </span>
      <span className={css.signs}>
        {row.pausedFor && <IconPlayerPause size={14} aria-label="Clock stands" />}
        {(row.linkedTo !== null || row.linked > 0) && <IconLink size={14} aria-label="Linked" />}
        {row.notes > 0 && (
          <span className={css.notes}>
            <IconMessage size={14} aria-label="Written" />
            {row.notes}
          </span>
        )}
      </span>
      <span className={css.status}>
        <StatusDot tone={status.tone}>
          <span className="truncate">{status.text}</span>
        </StatusDot>
        {row.gap?.waitMinutes != null && row.state === 'waiting' && <span className={css.quiet}>about {row.gap.waitMinutes} min</span>}
      </span>
      <span className={css.clock} data-tone={clock.tone}>
        {row.state === 'done' ? '' : clock.text}
      </span>
      <span className={css.age}>{shortLength(now - row.waitingSince)}</span>
    </div>
  );
});
