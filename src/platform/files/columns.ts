import { isLocalDate, isTimeZone, type LocalDate, type LocalTime } from '#kernel/time.ts';
import type { Cells, CellReading, Column } from './spec.ts';

/*
 * How a cell of each kind is read. A filled cell that cannot be read is a row error; what an empty cell means is
 * said by `or(column, value)`, and such a column may also be missing from the file.
 */

const textCharsMax = 2000;
const idCharsMax = 64;
const listItemsMax = 500;

export const column = <T>(name: string, read: (text: string, cells: Cells) => CellReading<T>): Column<T> => ({
  name,
  empty: undefined,
  read: (text, cells) => (text.length > textCharsMax ? { reason: `is longer than ${textCharsMax} characters` } : read(text, cells)),
});

/** The same column, with a meaning for an empty cell. */
export const or = <T>(of: Column<T>, value: T): Column<T> => ({ ...of, empty: { value } });

export const text = (name: string): Column<string> => column(name, (value) => ({ value }));

/** Identifiers are the hospital's own: any characters but the list separator. */
export const id = (name: string): Column<string> => column(name, readId);

export function readId(value: string): CellReading<string> {
  if (value.length > idCharsMax) return { reason: `is longer than ${idCharsMax} characters` };
  if (value.includes(';')) return { reason: 'names several; only one fits here' };
  return { value };
}

/** Empty reads as null. */
export const optional = <T>(of: Column<T>): Column<T | null> => ({ ...of, empty: { value: null } });

/** `a;b;c`: repeated and empty items are dropped. */
export const list = (name: string): Column<string[]> => column(name, readList);

export function readList(value: string): CellReading<string[]> {
  const items = [...new Set(value.split(';').map((item) => item.trim()))].filter((item) => item !== '');
  if (items.length > listItemsMax) return { reason: `lists more than ${listItemsMax} things` };
  const long = items.find((item) => item.length > idCharsMax);
  return long === undefined ? { value: items } : { reason: `has an entry longer than ${idCharsMax} characters: is it separated by ";"?` };
}

export function oneOf<const T extends string>(name: string, words: readonly T[]): Column<T> {
  return column(name, (value) => {
    const found = words.find((word) => word === value.toLowerCase());
    return found === undefined ? { reason: `is not one of ${words.join(', ')}` } : { value: found };
  });
}

export const yesNo = (name: string): Column<boolean> =>
  column(name, (value) => {
    if (/^(yes|y|true|1)$/i.test(value)) return { value: true };
    if (/^(no|n|false|0)$/i.test(value)) return { value: false };
    return { reason: 'is not yes or no' };
  });

export const wholeNumber = (name: string, min: number, max: number): Column<number> =>
  column(name, (value) => {
    const number = Number(value);
    if (!/^-?\d+$/.test(value)) return { reason: 'is not a whole number' };
    return number < min || number > max ? { reason: `is not between ${min} and ${max}` } : { value: number };
  });

/** A decimal point, never a comma: `7,5` would be two cells. */
export const decimal = (name: string, min: number, max: number): Column<number> =>
  column(name, (value) => {
    const number = Number(value);
    if (!/^-?(\d+\.?\d*|\.\d+)$/.test(value)) return { reason: 'is not a number (write it as 37.5)' };
    return number < min || number > max ? { reason: `is not between ${min} and ${max}` } : { value: number };
  });

export const localDate = (name: string): Column<LocalDate> =>
  column(name, (value) => (isLocalDate(value) ? { value } : { reason: 'is not a date (write it as 2027-03-01)' }));

export const localTime = (name: string): Column<LocalTime> =>
  column(name, (value) => {
    const found = /^([01]?\d|2[0-3]):([0-5]\d)(:00)?$/.exec(value);
    if (found) return { value: `${found[1]?.padStart(2, '0')}:${found[2]}` };
    // Midnight as the end of a day is written both ways.
    return value === '24:00' ? { value: '00:00' } : { reason: 'is not a time of day (write it as 07:00)' };
  });

export const timeZone = (name: string): Column<string> =>
  column(name, (value) =>
    isTimeZone(value) && (value.includes('/') || value === 'UTC')
      ? { value }
      : { reason: 'is not an IANA time zone (write it as America/Chicago)' },
  );

/** ISO weekdays, 1 = Monday: `1-5`, `6;7`, `1-3;5`. */
export const weekdays = (name: string): Column<readonly number[]> =>
  column(name, (value) => {
    const days = new Set<number>();
    for (const part of value.split(';')) {
      const span = /^\s*([1-7])\s*(?:-\s*([1-7])\s*)?$/.exec(part);
      if (!span) return { reason: 'is not a list of weekdays, 1 = Monday (write it as 1-5 or 6;7)' };
      const first = Number(span[1]);
      const last = Number(span[2] ?? span[1]);
      // `6-2` runs over the weekend: Saturday to Tuesday.
      for (let day = first; ; day = (day % 7) + 1) {
        days.add(day);
        if (day === last) break;
      }
    }
    return { value: [...days].sort((a, b) => a - b) };
  });
