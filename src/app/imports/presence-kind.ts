import { coverageImports } from '#coverage/index.ts';
import { presenceScope } from '#coverage/files/presence-scope.ts';
import type { Presence } from '#coverage/core/facts.ts';
import { assert } from '#kernel/assert.ts';
import { toOffsetIso } from '#kernel/time.ts';
import type { ImportKind } from '#platform/imports/kind.ts';
import { presenceReaders } from '../folder/presence-files.ts';
import { loadKnown, presenceWindow } from './known.ts';

type Schedule = 'rounds.ics' | 'amion.csv' | 'qgenda.csv' | 'surgery.hl7' | 'adt.hl7';

/** A schedule or message file of another system: whoever is expected where and when. */
export function presenceKind(file: Schedule, title: string, more: Pick<ImportKind, 'alsoNamed' | 'redact'>): ImportKind<Presence> {
  const readPresences = presenceReaders[file];
  assert(readPresences, `a reader for ${file}`);
  return {
    kind: file,
    title,
    needed: false,
    columns: [],
    ...more,
    async read(tx, bytes, _actor, at) {
      const { people, units, goLives, zones } = await loadKnown(tx);
      const scope = presenceScope(people, units, zones, presenceWindow(goLives, at));
      const { presences, issues } = await readPresences(file, [bytes], scope);
      return { rows: presences.map((row) => ({ line: 0, row })), issues };
    },
    apply: (tx, rows, actor, at) => coverageImports[file].apply(tx, rows, actor, at),
    sample: ({ personId, unitId, start, end, kind, confidence }) => ({
      person_id: personId,
      unit_id: unitId,
      kind,
      start: toOffsetIso(start, 'UTC'),
      end: toOffsetIso(end, 'UTC'),
      confidence: String(confidence),
    }),
  };
}
