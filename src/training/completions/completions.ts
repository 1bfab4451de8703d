import { sql } from 'kysely';
import type { Instant, LocalDate } from '#kernel/time.ts';
import { tablesOf, type Tx } from '#platform/db/open.ts';
import { column, decimal, id, localDate, oneOf, optional, or, text } from '#platform/files/columns.ts';
import type { FileSpec } from '#platform/files/spec.ts';
import type { ImportDiff } from '#platform/imports/contract.ts';
import { keysShownMax } from '#platform/imports/kind.ts';
import { isIri } from '../core/xapi/lexical.ts';
import { recordFacts } from '../ledger/record-facts.ts';
import { digest } from '../records/digest.ts';

export interface Completion {
  readonly personId: string;
  readonly moduleId: string;
  readonly date: LocalDate;
  readonly result: 'passed' | 'completed' | 'failed';
  /** Per cent. */
  readonly score: number | null;
  readonly source: string;
}

/** `completions.csv`: what people did in another learning system. Counts where a teaching names the module or course. */
export const completionsFile: FileSpec<Completion> = {
  file: 'completions.csv',
  columns: {
    personId: id('person_id'),
    moduleId: column('module_id', (value) =>
      isIri(value) || /^[\w.-]{1,100}$/.test(value)
        ? { value }
        : { reason: 'is neither the id of a module nor an address (IRI) of a course' },
    ),
    date: localDate('date'),
    result: or(oneOf('result', ['passed', 'completed', 'failed']), 'completed'),
    score: optional(decimal('score', 0, 100)),
    source: text('source'),
  },
  key: ['person_id', 'module_id', 'date', 'result', 'source'],
  references: [{ column: 'person_id', kind: 'person', ids: (row) => [row.personId] }],
};

/** The ledger takes nothing back: rows that a later file no longer has stay. The same row again changes nothing. */
export async function applyCompletions(tx: Tx, rows: readonly Completion[], now: Instant): Promise<ImportDiff> {
  const facts = rows.map((row) => {
    const kind = `module-${row.result}` as const;
    const key = `csv ${row.source} ${row.moduleId} ${row.date}`;
    return { row, kind, key, factId: digest('training-fact', kind, row.personId, key) };
  });
  const { rows: found } = await sql<{ statement_id: string }>`select statement_id from record_statement
    where statement_id = any(${facts.map((one) => one.factId)}::uuid[])`.execute(tablesOf(tx));
  const known = new Set(found.map((one) => one.statement_id));
  const added = facts.filter((one) => !known.has(one.factId));
  await recordFacts(
    tx,
    added.map(({ row, kind, key }) => ({
      kind,
      key,
      personId: row.personId,
      moduleId: row.moduleId,
      version: 0,
      attemptId: `csv ${row.source}`,
      score: row.score === null ? null : row.score / 100,
      seconds: null,
      // A day has no moment: noon, and never later than now.
      at: Math.min(now, Date.parse(`${row.date}T12:00:00Z`)),
    })),
    now,
  );
  return {
    added: added.length,
    changed: 0,
    unchanged: rows.length - added.length,
    withdrawn: 0,
    absent: 0,
    addedKeys: added.slice(0, keysShownMax).map(({ row }) => `${row.personId} ${row.moduleId} ${row.date}`),
    absentKeys: [],
    changes: [],
  };
}
