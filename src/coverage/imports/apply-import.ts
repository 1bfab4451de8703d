import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { AuditActor } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import { changesShownMax, keysShownMax } from '#platform/imports/kind.ts';
import type { ImportDiff } from '#platform/imports/contract.ts';
import { tell } from '#platform/realtime/outbox.ts';
import type { PresenceSource } from '../core/facts.ts';
import { insertRows, upsertRows } from '../store/bulk.ts';
import { exposureShape, outreachShape, presenceShape, shiftShape, supporterShape, unitNeedShape, type Shape } from '../store/rows.ts';
import { tables, type CoverageTables } from '../store/tables.ts';
import { allRows, planImport, type ImportPlan, type Scope } from './plan-import.ts';

/** How the rows of one file land. The same rows again change nothing, and tell nobody anything. */
export interface ImportApplier<Fact> {
  readonly plan: (tx: Tx, facts: readonly Fact[], at: Instant) => Promise<ImportPlan<Fact>>;
  readonly apply: (tx: Tx, facts: readonly Fact[], actor: AuditActor, at: Instant) => Promise<ImportDiff>;
}

type ScopeOf<T extends keyof CoverageTables> = (tx: Tx, at: Instant) => Promise<Scope<T>>;

function applier<Fact, T extends keyof CoverageTables>(file: string, shape: Shape<Fact, T>, scopeOf: ScopeOf<T>): ImportApplier<Fact> {
  const plan = async (tx: Tx, facts: readonly Fact[], at: Instant): Promise<ImportPlan<Fact>> =>
    planImport(shape, facts, await scopeOf(tx, at));
  return {
    plan,
    async apply(tx, facts, _actor, at) {
      const planned = await plan(tx, facts, at);
      await insertRows(tx, shape.table, shape.columns, planned.insert.map(shape.toRow));
      await upsertRows(
        tx,
        shape.table,
        shape.columns,
        shape.key,
        planned.update.map(({ fact }) => shape.toRow(fact)),
      );
      await withdraw(tx, shape, planned.withdrawn);
      const changed = planned.insert.length + planned.update.length + planned.withdrawn.length;
      if (changed > 0) await tell(tx, [{ kind: 'coverage.facts-changed', subject: file, body: { changed } }], at);
      return diffOf(shape, planned);
    },
  };
}

async function withdraw<Fact, T extends keyof CoverageTables>(tx: Tx, shape: Shape<Fact, T>, keys: readonly string[]): Promise<void> {
  const [column, ...more] = shape.key;
  if (keys.length === 0 || column === undefined || more.length > 0) return; // only tables with a single id ever withdraw
  await sql`delete from ${sql.table(shape.table)} where ${sql.ref(column)} = any(${[...keys]}::text[])`.execute(tx);
}

function diffOf<Fact, T extends keyof CoverageTables>(shape: Shape<Fact, T>, planned: ImportPlan<Fact>): ImportDiff {
  const keyOf = (fact: Fact): string => {
    const row = shape.toRow(fact);
    return shape.key.map((name) => String(row[name])).join(' ');
  };
  return {
    added: planned.insert.length,
    changed: planned.update.length,
    unchanged: planned.unchanged,
    withdrawn: planned.withdrawn.length,
    absent: planned.absent.length,
    addedKeys: planned.insert.slice(0, keysShownMax).map(keyOf),
    absentKeys: [...planned.withdrawn, ...planned.absent].slice(0, keysShownMax),
    changes: planned.update.slice(0, changesShownMax).map(({ change }) => ({ key: change.key, fields: [...change.fields] })),
  };
}

const never = (): boolean => false;

/** A schedule's file is the whole truth of its source about the time to come; what is past stays as it was known. */
const presences = (file: string, source: PresenceSource) =>
  applier(file, presenceShape, async (tx, at) => ({
    rows: await tables(tx).selectFrom('coverage_presence').selectAll().where('source', '=', source).execute(),
    withdraws: (row) => row.starts_at.getTime() > at,
  }));

/**
 * By the file's name in the format. Rows that a file no longer has are kept, with two exceptions: unit needs, whose rows
 * have no id by which a changed one could be known, and the future of schedules.
 */
export const coverageImports = {
  'shifts.csv': applier('shifts.csv', shiftShape, async (tx) => ({ rows: await allRows(tx, 'coverage_shift'), withdraws: never })),
  'supporters.csv': applier('supporters.csv', supporterShape, async (tx) => ({
    rows: await allRows(tx, 'coverage_supporter'),
    withdraws: never,
  })),
  'unit-needs.csv': applier('unit-needs.csv', unitNeedShape, async (tx) => ({
    rows: await allRows(tx, 'coverage_unit_need'),
    withdraws: () => true,
  })),
  'rounds.ics': presences('rounds.ics', 'ics'),
  'amion.csv': presences('amion.csv', 'amion'),
  'qgenda.csv': presences('qgenda.csv', 'qgenda'),
  'surgery.hl7': presences('surgery.hl7', 'siu'),
  'adt.hl7': presences('adt.hl7', 'adt'),
  'exposure.csv': applier('exposure.csv', exposureShape, async (tx) => ({
    rows: await allRows(tx, 'coverage_exposure'),
    withdraws: never,
  })),
  'outreach.csv': applier('outreach.csv', outreachShape, async (tx) => ({
    rows: await tables(tx).selectFrom('coverage_outreach').selectAll().where('source', '=', 'file').execute(),
    withdraws: never,
  })),
} as const;
