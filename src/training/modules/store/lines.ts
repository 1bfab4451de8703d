import { sql } from 'kysely';
import { tablesIn } from '#platform/db/open.ts';
import type { ModuleLine } from '../../contract/modules.ts';
import { practiceOf, type Module } from '../../core/modules/module.ts';
import { readModule } from '../read-module.ts';
import { listDrafts } from './drafts.ts';
import { currentVersions, moduleOf } from './versions.ts';
import type { Reader } from './tables.ts';

/** All modules, published or only drafted. */
export async function moduleLines(reader: Reader): Promise<ModuleLine[]> {
  const published = await currentVersions(reader);
  const drafts = await listDrafts(reader);
  const counts = await countRuns(reader);
  const drafted = new Set(drafts.map((draft) => draft.module_id));
  const known = new Set(published.map((row) => row.module_id));
  return [
    ...published.map((row) => ({
      ...describe(moduleOf(row)),
      version: row.version,
      publishedAt: row.published_at.getTime(),
      withdrawn: row.withdrawn_at !== null,
      draft: drafted.has(row.module_id),
      ...(counts.get(row.module_id) ?? { running: 0, passed: 0 }),
    })),
    ...drafts
      .filter((draft) => !known.has(draft.module_id))
      .map((draft) => {
        const { module } = readModule(draft.source);
        const named = module ? describe(module) : { ...unreadable, title: draft.module_id };
        const state = { version: null, publishedAt: null, withdrawn: false, draft: true, running: 0, passed: 0 };
        return { ...named, moduleId: draft.module_id, ...state };
      }),
  ];
}

const describe = (module: Module) => ({
  moduleId: module.moduleId,
  title: module.title,
  kind: module.kind,
  roles: [...module.roles],
  minutes: module.minutes,
  teaches: [...module.teaches],
  prerequisites: [...module.prerequisites],
  equivalents: [...module.equivalents],
  items: practiceOf(module).length + module.pool.length,
});

const unreadable = { kind: 'module' as const, roles: [], minutes: 0, teaches: [], prerequisites: [], equivalents: [], items: 0 };

async function countRuns(reader: Reader): Promise<Map<string, { running: number; passed: number }>> {
  const { rows } = await sql<{ module_id: string; running: number; passed: number }>`
    select module_id, count(*) filter (where ended_at is null) as running, count(distinct person_id) filter (where passed_at is not null) as passed
    from training_module_run group by module_id`.execute(tablesIn(reader));
  return new Map(rows.map((row) => [row.module_id, { running: row.running, passed: row.passed }]));
}
