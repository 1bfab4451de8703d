import type { Instant, TimeZone } from '#kernel/time.ts';
import { dateText, timeText } from './time-text.ts';

interface Props {
  at: Instant | string | Date;
  /** The site's own zone; without it the reader's. */
  zone?: TimeZone;
  show?: 'time' | 'date' | 'both';
}

/** A moment as the site's wall clock shows it; the full one with its zone on hover. */
export function TimeText({ at, zone, show = 'both' }: Props) {
  const date = new Date(at);
  const parts = [...(show === 'time' ? [] : [dateText(date, zone)]), ...(show === 'date' ? [] : [timeText(date, zone)])];
  const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long', ...(zone ? { timeZone: zone } : {}) });
  return (
    <time dateTime={date.toISOString()} title={full.format(date)}>
      {parts.join(', ')}
    </time>
  );
}
