import type { RosterCost } from './cost.ts';

/** Something that the planner would rather have than not, as a value: what it is called and what it cost. */
export interface Preference {
  readonly code: keyof RosterCost;
  readonly level: 'soft';
  readonly label: string;
}

export const preferences: readonly Preference[] = [
  { code: 'wages', level: 'soft', label: 'Wages' },
  { code: 'vendor', level: 'soft', label: 'In-house before vendor' },
  { code: 'continuity', level: 'soft', label: 'The same supporter for the same clinician and unit' },
  { code: 'nights', level: 'soft', label: 'Nights shared out fairly' },
  { code: 'load', level: 'soft', label: 'Hours shared out fairly, measured by each limit' },
  { code: 'travel', level: 'soft', label: 'Little walking within a duty' },
  { code: 'topic', level: 'soft', label: "Open seats go to those who know the unit's topic" },
  { code: 'change', level: 'soft', label: 'Little changes against the plan before' },
];
