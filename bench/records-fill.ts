import { randomUUID } from 'node:crypto';
import type { Db } from '#platform/db/open.ts';
import type { JsonObject } from '#training/core/xapi/json.ts';
import { versions } from '#training/core/xapi/versions.ts';
import { appendAll } from '#training/records/append.ts';

const statementsAtOnce = 5000;
const authority = { objectType: 'Agent', account: { homePage: 'https://lakeview.example/keys', name: 'bench' } };

/**
 * Fills the ledger before queries are timed: by the store's own append (hashes, terms, facts, descriptions, every index), in transactions of
 * thousands instead of one for each request. What a request costs is measured elsewhere; here only what it leaves behind matters.
 */
export async function fill(db: Db, make: () => object, upTo: number): Promise<void> {
  const { rows } = await db.pool.query<{ n: number }>('select count(*)::int n from record_statement');
  const [version] = versions;
  if (!version) throw new Error('no version of xAPI is spoken');
  for (let have = rows[0]?.n ?? 0; have < upTo;) {
    const statements = Array.from({ length: Math.min(statementsAtOnce, upTo - have) }, () => {
      const id = randomUUID();
      return { id, sent: { ...make(), id } as JsonObject };
    });
    const submission = { statements, version, authority, mayDefine: true, attachments: new Map<string, Buffer>() };
    await db.tx((tx) => appendAll(tx, [submission], { now: () => Date.now() }));
    have += statements.length;
    if (have % 100_000 < statementsAtOnce) console.error(`  ${have.toLocaleString('en-US')} statements`);
  }
}
