import type { Instant } from '#kernel/time.ts';
import type { KnownFact } from '../ledger/facts.ts';

/** A module that was begun and has no result yet, so that one can go on where one was. */
export interface BegunModule {
  readonly moduleId: string;
  readonly attemptId: string | null;
  /** Last touched. */
  readonly at: Instant;
  readonly pagesSeen: number;
}

/** Last touched first; each module once, with its latest attempt. */
export function begunOf(facts: readonly KnownFact[]): readonly BegunModule[] {
  const begun = new Map<string, { attemptId: string | null; at: Instant; pages: Set<string> }>();
  for (const fact of facts.toSorted((a, b) => a.at - b.at || a.seq - b.seq)) {
    if (fact.voided) continue;
    if (fact.kind === 'module-started') {
      const same = begun.get(fact.moduleId);
      const pages = same?.attemptId === fact.attemptId ? same.pages : new Set<string>();
      begun.set(fact.moduleId, { attemptId: fact.attemptId, at: fact.at, pages });
    } else if (fact.kind === 'page-seen' || fact.kind === 'item-answered') {
      const open = begun.get(fact.moduleId);
      if (open === undefined) continue;
      open.at = fact.at;
      if (fact.kind === 'page-seen') open.pages.add(fact.pageId);
    } else if (fact.kind === 'module-passed' || fact.kind === 'module-failed' || fact.kind === 'module-completed')
      begun.delete(fact.moduleId);
  }
  return [...begun]
    .map(([moduleId, { attemptId, at, pages }]) => ({ moduleId, attemptId, at, pagesSeen: pages.size }))
    .toSorted((a, b) => b.at - a.at);
}
