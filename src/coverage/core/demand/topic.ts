import type { CoverageFacts } from '../facts.ts';

export type TopicOf = (personId: string) => string;

/**
 * What a supporter must know beside a clinician: the specialty where any supporter claims it by name, else the job role. Somebody who knows
 * all (`*`) is no claim: a specialty that nobody names would else shut out those who know the job role. Unknown people: any supporter will do.
 */
export function topicChooser(facts: Pick<CoverageFacts, 'people' | 'supporters'>): TopicOf {
  const claimed = new Set(facts.supporters.flatMap((supporter) => supporter.knows));
  const topics = new Map(
    facts.people.map(({ personId, specialty, jobRole }) => [personId, specialty !== '' && claimed.has(specialty) ? specialty : jobRole]),
  );
  return (personId) => topics.get(personId) ?? '';
}
