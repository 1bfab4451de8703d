import { sql } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import { anyOf, tables, type Reader } from './tables.ts';

export interface NewNote {
  readonly note_id: string;
  readonly request_id: string;
  readonly kind: 'note' | 'answer' | 'asker';
  readonly text: string;
  readonly by_name: string;
  readonly at: Date;
  readonly tips: readonly { readonly tipId: string; readonly version: number }[];
}

export const insertNote = (tx: Tx, note: NewNote) =>
  tables(tx)
    .insertInto('support_note')
    .values({ ...note, tips: JSON.stringify(note.tips) })
    .execute();

/** Oldest first, with the titles that the attached versions of tip sheets had. */
export const notesOf = (reader: Reader, requestId: string) => notesOfAll(reader, [requestId], ['note', 'answer', 'asker']);

export async function notesOfAll(reader: Reader, requestIds: readonly string[], kinds: readonly NewNote['kind'][]) {
  if (requestIds.length === 0) return [];
  const notes = await tables(reader)
    .selectFrom('support_note')
    .selectAll()
    .where(anyOf('request_id', requestIds))
    .where('kind', 'in', kinds)
    .orderBy('at')
    .orderBy('note_id')
    .execute();
  const tipIds = [...new Set(notes.flatMap((note) => note.tips.map(({ tipId }) => tipId)))];
  const versions =
    tipIds.length === 0
      ? []
      : await tables(reader)
          .selectFrom('support_tip_version')
          .select(['tip_id', 'version', 'title'])
          .where(anyOf('tip_id', tipIds))
          .execute();
  const titles = new Map(versions.map((one) => [`${one.tip_id} ${one.version}`, one.title]));
  return notes.map((note) => ({
    ...note,
    tips: note.tips.map(({ tipId, version }) => ({ tipId, version, title: titles.get(`${tipId} ${version}`) ?? tipId })),
  }));
}
export type NoteRow = Awaited<ReturnType<typeof notesOfAll>>[number];

export const noteView = (note: NoteRow) => ({
  noteId: note.note_id,
  kind: note.kind,
  text: note.text,
  byName: note.by_name,
  at: note.at.getTime(),
  tips: note.tips,
});

export async function noteCounts(reader: Reader, requestIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tables(reader)
    .selectFrom('support_note')
    .select(['request_id', sql<number>`count(*)`.as('count')])
    .where(anyOf('request_id', requestIds))
    .groupBy('request_id')
    .execute();
  return new Map(rows.map((row) => [row.request_id, Number(row.count)]));
}
