import type { Instant } from '#kernel/time.ts';
import type { HelpRequest, SupporterOnDuty } from './model.ts';
import { rankByClass, type Rank } from './rank.ts';
import type { DispatchSettings } from './settings.ts';

/** Somebody who could be called for a request. */
export interface Candidate {
  readonly supporter: SupporterOnDuty;
  readonly walkSeconds: number;
  readonly knowsTopic: boolean;
}

/** What the choice among candidates may know about everybody on duty. */
export interface Crowd {
  /** Mean minutes of load of those on duty on the floors. */
  readonly meanLoadMinutes: number;
  readonly settings: DispatchSettings;
  /** Topics that nobody else who is free on their floor knows. */
  readonly lastTopics: (supporter: SupporterOnDuty) => number;
  /** Class of the request that the choice is for. */
  readonly rankClass: 0 | 1;
}

/** A way to dispatch. AtElbow's own is the default; the others are what it is measured against. */
export interface DispatchPolicy {
  readonly name: string;
  readonly rank: (request: HelpRequest, now: Instant, settings: DispatchSettings) => Rank;
  /** The smallest is called. */
  readonly score: (candidate: Candidate, crowd: Crowd) => number;
  /** `needed`: somebody who does not know the topic only as a last resort. `preferred`: at once when nobody who knows is free. */
  readonly topic: 'ignored' | 'preferred' | 'needed';
  readonly keepsReserve: boolean;
}

const byAge = ({ waitingSince }: HelpRequest): Rank => ({ class: 0, at: waitingSince });
const providersThenAge = ({ askerClass, waitingSince }: HelpRequest): Rank => ({
  class: askerClass === 'provider' ? 0 : 1,
  at: waitingSince,
});
const longestIdle = ({ supporter }: Candidate): number => supporter.stateSince;
const nearest = ({ walkSeconds }: Candidate): number => walkSeconds;

/**
 * Seconds until help begins as far as they depend on the choice (the walk, what this person's silence cost lately), and the detours that are
 * worth taking for fairness and to leave providers somebody on each floor.
 */
function nearestFairly({ supporter, walkSeconds }: Candidate, { meanLoadMinutes, settings, lastTopics, rankClass }: Crowd): number {
  const unfair = (supporter.loadMinutes - meanLoadMinutes) * settings.fairnessSecondsPerMinute;
  const strips = rankClass === 0 ? 0 : lastTopics(supporter) * settings.lastOnFloorSeconds;
  return walkSeconds + unfair + strips + supporter.silentStreak * settings.providerOfferSeconds;
}

export const atElbowPolicy: DispatchPolicy = {
  name: 'ours',
  rank: rankByClass,
  score: nearestFairly,
  topic: 'needed',
  keepsReserve: true,
};

/** All policies by name. */
export const policies = {
  fcfs: { name: 'fcfs', rank: byAge, score: longestIdle, topic: 'ignored', keepsReserve: false },
  providerFirst: { name: 'providerFirst', rank: providersThenAge, score: longestIdle, topic: 'ignored', keepsReserve: false },
  nearestIdle: { name: 'nearestIdle', rank: providersThenAge, score: nearest, topic: 'ignored', keepsReserve: false },
  nearestSkilled: { name: 'nearestSkilled', rank: providersThenAge, score: nearest, topic: 'preferred', keepsReserve: false },
  ours: atElbowPolicy,
} as const satisfies Readonly<Record<string, DispatchPolicy>>;

export type PolicyName = keyof typeof policies;
export const policyNames = Object.keys(policies) as readonly PolicyName[];
