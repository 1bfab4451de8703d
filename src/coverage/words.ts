import type { Interval } from '#kernel/interval.ts';
import { toLocal, weekday, type LocalDate, type TimeZone } from '#kernel/time.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Thu 4 Mar` */
export const dateWords = (date: LocalDate): string =>
  `${weekdays[weekday(date) - 1]} ${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]}`;

/** `Thu 4 Mar 07:00-19:00`, on the clock of the place; an end on another day names it. */
export function whenWords(interval: Interval, zone: TimeZone): string {
  const start = toLocal(interval.start, zone);
  const end = toLocal(interval.end, zone);
  const nextDay = interval.end - interval.start > 86_400_000 ? `${dateWords(end.date)} ` : '';
  return `${dateWords(start.date)} ${start.time}-${nextDay}${end.time}`;
}

export const fullName = (person: { readonly givenName: string; readonly familyName: string }): string =>
  `${person.givenName} ${person.familyName}`.trim();

export const countWords = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** personId -> full name; an id of nobody stands for itself. */
export function namesOf(
  people: readonly { readonly personId: string; readonly givenName: string; readonly familyName: string }[],
): (personId: string) => string {
  const names = new Map(people.map((person) => [person.personId, fullName(person)]));
  return (personId) => names.get(personId) ?? personId;
}
