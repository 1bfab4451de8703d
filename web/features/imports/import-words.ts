import type { Import, ImportFile } from '#platform/imports/contract.ts';
import { plural } from '#web/ui/time-text.ts';

/** `14 KB`, `2.3 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte');
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export const number = (count: number): string => count.toLocaleString('en');

/** `212 new, 3 changed, 1 withdrawn`; `nothing new` where the file says what is on record already. */
export function diffText(diff: NonNullable<ImportFile['diff']>): string {
  const parts = [
    diff.added > 0 ? `${number(diff.added)} new` : '',
    diff.changed > 0 ? `${number(diff.changed)} changed` : '',
    diff.withdrawn > 0 ? `${number(diff.withdrawn)} withdrawn` : '',
  ].filter(Boolean);
  return parts.join(', ') || 'nothing new';
}

export interface ImportTotals {
  readonly added: number;
  readonly changed: number;
  readonly withdrawn: number;
  readonly errors: number;
  readonly warnings: number;
  /** Files that an apply would take. */
  readonly ready: number;
  /** Files that nobody has said the kind of. */
  readonly unknown: number;
  readonly failed: number;
  readonly applied: number;
}

export function totals({ files }: Pick<Import, 'files'>): ImportTotals {
  const sum = (of: (file: ImportFile) => number): number => files.reduce((sofar, file) => sofar + of(file), 0);
  return {
    added: sum((file) => file.diff?.added ?? 0),
    changed: sum((file) => file.diff?.changed ?? 0),
    withdrawn: sum((file) => file.diff?.withdrawn ?? 0),
    errors: sum((file) => file.errors),
    warnings: sum((file) => file.warnings),
    ready: files.filter((file) => file.kind !== null && file.state === 'previewed' && file.failure === null).length,
    unknown: files.filter((file) => file.kind === null).length,
    failed: files.filter((file) => file.failure !== null).length,
    applied: files.filter((file) => file.state === 'applied').length,
  };
}

/** One sentence on what applying would do. */
export function applyText(sum: ImportTotals): string {
  if (sum.ready === 0) return 'Nothing is ready to be applied.';
  const changes = diffText({ ...sum, unchanged: 0, absent: 0, addedKeys: [], absentKeys: [], changes: [] });
  const left = sum.errors > 0 ? `; ${plural(sum.errors, 'row')} with errors stay${sum.errors === 1 ? 's' : ''} out` : '';
  return `${plural(sum.ready, 'file')}: ${changes}${left}.`;
}

/** `familyName`, `family_name`: family name. */
export const fieldText = (field: string): string => field.replaceAll('_', ' ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
