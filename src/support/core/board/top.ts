import { hourMs, type Instant } from '#kernel/time.ts';
import type { BoardIssue, BoardRequest } from './facts.ts';

/** What people ask about most: a known issue, or a topic of requests that belong to none yet. */
export interface TopLine {
  readonly kind: 'issue' | 'topic';
  readonly id: string;
  /** Of a topic its own name; empty for requests that named none. */
  readonly title: string;
  readonly count: number;
  readonly lastHour: number;
  /** Not closed yet: waiting, being helped, or waiting for the asker's word. */
  readonly open: number;
}

const isOpen = ({ state }: BoardRequest): boolean => state !== 'resolved' && state !== 'withdrawn';

/** Most asked first; of equals the one that grows now. A request counts once: for its issue if it has one. */
export function topLines(
  requests: readonly BoardRequest[],
  issues: ReadonlyMap<string, BoardIssue>,
  now: Instant,
  linesMax: number,
): TopLine[] {
  const groups = Map.groupBy(requests, ({ issueId, topic }) => (issueId === null ? `topic ${topic}` : `issue ${issueId}`));
  return [...groups]
    .map(([key, those]): TopLine => {
      const kind = key.startsWith('issue ') ? 'issue' : 'topic';
      const id = key.slice(kind.length + 1);
      return {
        kind,
        id,
        title: kind === 'issue' ? (issues.get(id)?.title ?? id) : id,
        count: those.length,
        lastHour: those.filter(({ createdAt }) => createdAt > now - hourMs).length,
        open: those.filter(isOpen).length,
      };
    })
    .toSorted((a, b) => b.count - a.count || b.lastHour - a.lastHour || (a.title < b.title ? -1 : 1))
    .slice(0, linesMax);
}
