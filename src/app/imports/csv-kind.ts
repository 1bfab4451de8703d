import type { Instant } from '#kernel/time.ts';
import type { AuditActor } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import { readCsv } from '#platform/files/read-csv.ts';
import { checkReferences } from '#platform/files/references.ts';
import { columnsOf, type Column, type FileSpec } from '#platform/files/spec.ts';
import type { ImportDiff } from '#platform/imports/contract.ts';
import type { ImportKind } from '#platform/imports/kind.ts';
import { loadKnown, nothingKnown, type Known } from './known.ts';

export interface CsvKind<Row> {
  readonly title: string;
  readonly needed: boolean;
  readonly spec: (known: Known) => FileSpec<Row>;
  readonly apply: (tx: Tx, rows: readonly Row[], actor: AuditActor, at: Instant) => Promise<ImportDiff>;
}

/** A CSV file of coverage: read row by row, checked against what is on record, applied. */
export function csvKind<Row extends object>({ title, needed, spec: specOf, apply }: CsvKind<Row>): ImportKind<Row> {
  const shape = specOf(nothingKnown);
  return {
    kind: shape.file,
    title,
    needed,
    columns: columnsOf(shape).map(({ name }) => name),
    async read(tx, bytes) {
      const known = await loadKnown(tx);
      const spec = specOf(known);
      const { siteIds, unitIds, personIds, shiftIds } = known;
      return checkReferences(spec, await readCsv(spec, [bytes]), { site: siteIds, unit: unitIds, person: personIds, shift: shiftIds });
    },
    apply,
    sample: (row) => {
      const columns = Object.entries<Column<unknown>>(shape.columns);
      return Object.fromEntries(columns.map(([field, { name }]) => [name, shown((row as Record<string, unknown>)[field])]));
    },
  };
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(shown).join(';');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
