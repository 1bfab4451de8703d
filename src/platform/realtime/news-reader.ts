import { sql } from 'kysely';
import { tablesOf, type Db, type Tx } from '../db/open.ts';
import type { OutboxRow } from './outbox.ts';

/** A part of the server that acts on news of others, and may miss none. */
export interface NewsReader {
  /** Never changed: it names the place in the outbox up to which was read. */
  readonly name: string;
  readonly kinds: readonly string[];
  /** Reruns after a serialisation failure, so it must touch nothing but the database. What it throws is tried again with the next beat. */
  readonly hear: (tx: Tx, news: OutboxRow) => Promise<void>;
}

interface ReaderTables {
  news_reader: { name: string; seq: number };
}

/** At most so many in one beat: nobody else waits long for the reader's row. */
const newsMax = 200;
const behindMax = 1000;

/** Hears what came since; a transaction for each, so that one that fails takes none of the others back. Answers how many were heard. */
export async function readNews(db: Db, reader: NewsReader): Promise<number> {
  let heard = 0;
  while (heard < newsMax && (await isWorthwhile(db, reader)) && (await readOne(db, reader))) heard++;
  return heard;
}

/** A look that locks nothing: most beats find no news. Now and then the place is moved on past what does not concern the reader. */
async function isWorthwhile(db: Db, { name, kinds }: NewsReader): Promise<boolean> {
  const { rows } = await sql<{ worthwhile: boolean }>`
    with place as (select coalesce((select seq from news_reader where name = ${name}), 0) as seq)
    select exists (select 1 from outbox, place where outbox.seq > place.seq and kind = any(${[...kinds]}::text[]))
      or (select coalesce(max(seq), 0) from outbox) - place.seq > ${behindMax} as worthwhile from place`.execute(db.for<ReaderTables>());
  return rows[0]?.worthwhile ?? false;
}

async function readOne(db: Db, { name, kinds, hear }: NewsReader): Promise<boolean> {
  return db.tx(async (tx) => {
    const readers = tablesOf<ReaderTables>(tx);
    await readers
      .insertInto('news_reader')
      .values({ name, seq: 0 })
      .onConflict((on) => on.doNothing())
      .execute();
    const { seq } = await readers.selectFrom('news_reader').select('seq').where('name', '=', name).forUpdate().executeTakeFirstOrThrow();
    // Appends to the outbox wait for each other until commit, so nothing below what is seen now can still appear.
    const { rows } = await sql<OutboxRow & { last: number }>`
      with upto as (select coalesce(max(seq), 0) as last from outbox)
      select upto.last, o.* from upto
      left join lateral (select * from outbox where seq > ${seq} and seq <= upto.last and kind = any(${[...kinds]}::text[])
        order by seq limit 1) o on true`.execute(tx);
    const [row] = rows;
    const found = row?.seq ? row : null;
    if (found) await hear(tx, found);
    const next = found?.seq ?? row?.last ?? 0;
    if (next > seq) await readers.updateTable('news_reader').set({ seq: next }).where('name', '=', name).execute();
    return found !== null;
  });
}
