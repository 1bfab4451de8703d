import { sql, type Selectable } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import { anyOf, tables, type Reader, type TipTable } from './tables.ts';

export type TipRow = Selectable<TipTable>;

/** What was typed as a query: every word must be there, the last by its beginning. Null: no word is left. */
export function tipQuery(typed: string): string | null {
  const words = typed.toLowerCase().match(/[\p{L}\p{Nd}]+/gu) ?? [];
  return words.length === 0 ? null : words.map((word) => `'${word}':*`).join(' & ');
}

const columns = ['tip_id', 'version', 'title', 'topics', 'job_roles', 'retired', 'changed_at', 'used'] as const;
const shownMax = 60;
/** Marks of the hit in a headline: characters that no text has (private use, U+E000 and U+E001). */
const [startMark, stopMark] = ['\uE000', '\uE001'];

interface TipFilter {
  readonly q?: string | undefined;
  readonly tag?: string | undefined;
  readonly retired: boolean;
}

/** Best first; without words those used most. `headline` has the hits between two marks. */
export async function searchTipRows(reader: Reader, { q, tag, retired }: TipFilter) {
  const query = tipQuery(q ?? '');
  const asked = sql`to_tsquery('english', ${query ?? ''})`;
  const options = `StartSel=${startMark}, StopSel=${stopMark}, MaxFragments=2, MaxWords=18, MinWords=6, FragmentDelimiter=" … "`;
  let rows = tables(reader)
    .selectFrom('support_tip')
    .select(columns)
    .select(
      query === null
        ? sql<string>`left(body, 160)`.as('headline')
        : sql<string>`ts_headline('english', body, ${asked}, ${options})`.as('headline'),
    )
    .where('retired', '=', retired)
    .limit(shownMax);
  if (query !== null)
    rows = rows.where(sql<boolean>`words @@ ${asked}`).orderBy(sql`ts_rank('{0.1, 0.2, 0.6, 1.0}', words, ${asked}, 1)`, 'desc');
  if (tag) rows = rows.where(sql<boolean>`${tag} = any(topics || job_roles)`);
  return rows.orderBy('used', 'desc').orderBy('title').execute();
}

/** A headline as pieces; Markdown's own marks are left out of it. */
export function piecesOf(headline: string): { text: string; hit: boolean }[] {
  const plain = headline
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[#*`>|]+|^\s*[-\d]+\.?\s/gm, ' ')
    .replaceAll(/\s+/g, ' ');
  return plain
    .split(startMark)
    .flatMap((part, i) => {
      const [hit = '', rest = ''] = i === 0 ? ['', part] : part.split(stopMark);
      return [
        { text: hit, hit: true },
        { text: rest, hit: false },
      ];
    })
    .filter(({ text }) => text !== '');
}

export const tipTags = async (reader: Reader): Promise<{ tag: string; count: number }[]> => {
  const { rows } = await sql<{ tag: string; count: number }>`
    select tag, count(*)::int as count from support_tip, unnest(topics || job_roles) as tag where not retired
    group by tag order by count(*) desc, tag`.execute('pool' in reader ? reader.for() : reader);
  return rows;
};

export async function findTip(reader: Reader, tipId: string): Promise<TipRow | null> {
  return (await tables(reader).selectFrom('support_tip').selectAll().where('tip_id', '=', tipId).executeTakeFirst()) ?? null;
}

export const tipVersions = (reader: Reader, tipId: string) =>
  tables(reader).selectFrom('support_tip_version').selectAll().where('tip_id', '=', tipId).orderBy('version', 'desc').execute();

export interface NewTipVersion {
  readonly tip_id: string;
  readonly version: number;
  readonly title: string;
  readonly body: string;
  readonly topics: string[];
  readonly job_roles: string[];
  readonly note: string;
  readonly by_name: string;
  readonly at: Date;
}

export async function saveTip(tx: Tx, tip: NewTipVersion, retired: boolean): Promise<void> {
  const { tip_id, version, title, body, topics, job_roles, at } = tip;
  const now = { version, title, body, topics, job_roles, retired, changed_at: at };
  await tables(tx)
    .insertInto('support_tip')
    .values({ tip_id, ...now })
    .onConflict((conflict) => conflict.column('tip_id').doUpdateSet(now))
    .execute();
  await tables(tx).insertInto('support_tip_version').values(tip).execute();
}

/** Counts one use of each and answers the versions that were used. Those that do not exist, or not any more, are left out. */
export async function useTips(tx: Tx, tipIds: readonly string[]): Promise<{ tipId: string; version: number; title: string }[]> {
  if (tipIds.length === 0) return [];
  const rows = await tables(tx)
    .updateTable('support_tip')
    .set({ used: sql<number>`used + 1` })
    .where(anyOf('tip_id', tipIds))
    .where('retired', '=', false)
    .returning(['tip_id', 'version', 'title'])
    .execute();
  return rows.map((row) => ({ tipId: row.tip_id, version: row.version, title: row.title }));
}

const suggestedMax = 4;

/** Tip sheets that have some of these words (stems, by their beginnings); the more of them and the nearer to the title, the better. */
export async function tipsFor(reader: Reader, stems: readonly string[]): Promise<{ tipId: string; version: number; title: string }[]> {
  const query = stems
    .filter((stem) => /^[\p{L}\p{Nd}]{3,}$/u.test(stem))
    .map((stem) => `'${stem}':*`)
    .join(' | ');
  if (query === '') return [];
  const asked = sql`to_tsquery('english', ${query})`;
  const rows = await tables(reader)
    .selectFrom('support_tip')
    .select(['tip_id', 'version', 'title'])
    .where('retired', '=', false)
    .where(sql<boolean>`words @@ ${asked}`)
    .orderBy(sql`ts_rank('{0.1, 0.2, 0.6, 1.0}', words, ${asked}, 1)`, 'desc')
    .orderBy('used', 'desc')
    .limit(suggestedMax)
    .execute();
  return rows.map((row) => ({ tipId: row.tip_id, version: row.version, title: row.title }));
}
