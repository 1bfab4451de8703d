import { randomUUID } from 'node:crypto';
import { assert } from '#kernel/assert.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { LearningFact } from '../core/ledger/facts.ts';
import { statementOf } from '../core/ledger/statement-of.ts';
import { ownAuthority } from '../core/ledger/vocabulary.ts';
import { versions } from '../core/xapi/versions.ts';
import { appendAll } from '../records/append.ts';
import { digest } from '../records/digest.ts';

/**
 * A fact to be told. `key`: what makes it the same fact when it is told again (an attempt's id); without one each telling is a new fact.
 * `at` defaults to now.
 */
export type ToldFact<F = LearningFact> = F extends LearningFact
  ? Omit<F, 'factId' | 'at'> & { readonly key?: string; readonly at?: Instant }
  : never;

/**
 * Appends facts to the ledger, in the caller's transaction: before `audit` and `tell`, since appends wait for each other until commit.
 * A fact whose key was told before is left as it is.
 */
export async function recordFacts(tx: Tx, facts: readonly ToldFact[], now: Instant): Promise<void> {
  if (facts.length === 0) return;
  const statements = facts.map(({ key, at, ...fact }) => {
    const id = key === undefined ? randomUUID() : digest('training-fact', fact.kind, fact.personId, key);
    return { id, sent: statementOf({ ...fact, factId: id, at: at ?? now } as LearningFact) };
  });
  const [version] = versions;
  assert(version, 'a version of xAPI is spoken');
  // One submission each: a fact told again with another time or score must not keep the others out.
  const submissions = statements.map((statement) => ({
    statements: [statement],
    version,
    authority: ownAuthority,
    mayDefine: true,
    attachments: new Map<string, Buffer>(),
  }));
  await appendAll(tx, submissions, { now: () => now });
}
