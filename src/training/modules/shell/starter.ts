import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { audit } from '#platform/audit/audit.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { modulesChanged } from '../events.ts';
import { mediaNames, writeMedia } from '../store/media.ts';
import { versionsOf } from '../store/versions.ts';
import { readModule } from '../read-module.ts';
import { publishSource } from './publish.ts';

const folder = join(import.meta.dirname, '../../content');

export interface ContentFile {
  readonly name: string;
  readonly source: string;
}
const filesIn = (name: string, end: string): ContentFile[] =>
  readdirSync(join(folder, name))
    .filter((file) => file.endsWith(end))
    .toSorted()
    .map((file) => ({ name: file, source: readFileSync(join(folder, name, file), 'utf8') }));

/** The modules that come with the product, as files. */
export const starterModules = (): ContentFile[] => filesIn('modules', '.md');
export const starterMedia = (): ContentFile[] => filesIn('media', '.svg');

/** Adds what is not there. A module that the hospital has, in whatever version, stays the hospital's. */
export async function addStarter({ db, clock }: Deps, actor: Actor): Promise<{ published: number; unchanged: number }> {
  return db.tx(async (tx) => {
    const at = clock.now();
    const known = await mediaNames(tx);
    for (const { name, source } of starterMedia().filter((file) => !known.has(file.name)))
      await writeMedia(tx, {
        name,
        content_type: 'image/svg+xml',
        bytes: Buffer.from(source),
        saved_at: new Date(at),
        saved_by: actor.name,
      });
    let [published, unchanged] = [0, 0];
    for (const { name, source } of starterModules()) {
      const { module } = readModule(source);
      if (!module) throw new Error(`bug: the shipped module ${name} cannot be read`);
      if ((await versionsOf(tx, module.moduleId)).length > 0) {
        unchanged++;
        continue;
      }
      const done = await publishSource(tx, { source, changeNote: 'Comes with AtElbow', by: actor.name, at, moduleId: module.moduleId });
      if (done.outcome !== 'published') throw new Error(`bug: the shipped module ${name} is refused: ${JSON.stringify(done.issues)}`);
      published++;
    }
    const detail = { published };
    await audit(tx, actor, { action: 'training.starter-added', subjectKind: 'training-module', subjectId: 'starter', detail }, at);
    await tell(tx, [modulesChanged('starter')], at);
    return { published, unchanged };
  });
}
