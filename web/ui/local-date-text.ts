import type { LocalDate } from '#kernel/time.ts';

const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const weekdays = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const noon = (date: LocalDate): Date => new Date(`${date}T12:00:00Z`);

/** `1 Mar 2027`: a calendar date, which no time zone may move. */
export const localDateText = (date: LocalDate): string => format.format(noon(date));
/** `Mon 1 Mar`. */
export const localDayText = (date: LocalDate): string => weekdays.format(noon(date)).replace(',', '');
