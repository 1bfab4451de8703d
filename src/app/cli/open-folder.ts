import { statSync } from 'node:fs';
import { isLocalDate, isTimeZone, type LocalDate } from '#kernel/time.ts';
import type { ReadIssue } from '#platform/files/issue.ts';
import { readFolder, type FolderOptions, type FolderReading } from '../folder/folder.ts';
import { InputError, type Terminal } from './command.ts';

const issuesShownMax = 20;

/** Reads a folder for a command and tells its issues. @throws InputError where it holds too little to work with. */
export async function openFolder(
  dir: string,
  options: { readonly timeZone?: string | undefined; readonly days?: NonNullable<FolderOptions['window']> },
  { note }: Terminal,
): Promise<FolderReading> {
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) throw new InputError(`There is no folder ${dir}.`);
  if (options.timeZone !== undefined && !isTimeZone(options.timeZone))
    throw new InputError(`--time-zone takes an IANA name like America/Chicago, not "${options.timeZone}".`);
  const reading = await readFolder(dir, {
    ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
    ...(options.days === undefined ? {} : { window: options.days }),
  });
  tellIssues(reading.issues, note);
  if (reading.missing.length > 0) throw new InputError(`The folder cannot be planned from without: ${reading.missing.join(', ')}.`);
  return reading;
}

/** Errors first; more than fit on a screen are counted. */
export function tellIssues(issues: readonly ReadIssue[], note: (line: string) => void): void {
  for (const severity of ['error', 'warning'] as const) {
    // What concerns a whole file comes before its rows: it may be their cause.
    const those = issues.filter((issue) => issue.severity === severity).toSorted((a, b) => Number(a.line > 0) - Number(b.line > 0));
    for (const { file, line, column, value, reason } of those.slice(0, issuesShownMax)) {
      const place = [file, line > 0 ? `line ${line}` : '', column ?? ''].filter((part) => part !== '').join(', ');
      note(`${severity}: ${place}${value === '' ? '' : ` "${value}"`}: ${reason}`);
    }
    if (those.length > issuesShownMax) note(`${severity}: … and ${those.length - issuesShownMax} more`);
  }
}

export function dateOption(name: string, text: string | undefined): LocalDate | undefined {
  if (text !== undefined && !isLocalDate(text)) throw new InputError(`--${name} takes a date like 2027-03-01, not "${text}".`);
  return text;
}
