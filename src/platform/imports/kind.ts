import type { Instant } from '#kernel/time.ts';
import type { AuditActor } from '../audit/audit.ts';
import type { Tx } from '../db/open.ts';
import type { FileReading } from '../files/spec.ts';
import type { ImportDiff } from './contract.ts';

/** A file that can be imported. A context provides how its rows are read and stored; the mechanism does the rest. */
export interface ImportKind<Row = unknown> {
  /** The file's name in the format: `people.csv`. */
  readonly kind: string;
  readonly title: string;
  readonly needed: boolean;
  readonly columns: readonly string[];
  /** Other names under which hospitals bring it; compared in lower case. */
  readonly alsoNamed?: RegExp;
  /** Takes out, before anything is stored, what must never be: message segments about patients. */
  readonly redact?: (bytes: Uint8Array) => Uint8Array;
  /** Reads with what the database knows at that moment. Never throws for bad content: that is an issue. */
  readonly read: (tx: Tx, bytes: Uint8Array, actor: AuditActor, at: Instant) => Promise<FileReading<Row>>;
  /** Stores the rows in few statements and tells what changed; the same rows again change nothing. */
  readonly apply: (tx: Tx, rows: readonly Row[], actor: AuditActor, at: Instant) => Promise<ImportDiff>;
  readonly sample: (row: Row) => Record<string, string>;
}

/** A kind whose rows only itself understands: what it reads goes back to it. */
export type AnyImportKind = ImportKind<never>;
export const anyKind = <Row>(kind: ImportKind<Row>): AnyImportKind => kind as unknown as AnyImportKind;

export const keysShownMax = 20;
export const changesShownMax = 200;

/** The kind that a file's name means, or null. */
export function kindOf(kinds: readonly AnyImportKind[], file: string): AnyImportKind | null {
  const name = (file.split(/[\\/]/).at(-1) ?? file).toLowerCase();
  return kinds.find((kind) => kind.kind === name) ?? kinds.find((kind) => kind.alsoNamed?.test(name)) ?? null;
}
