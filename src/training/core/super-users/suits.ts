import { daysBetween, type LocalDate } from '#kernel/time.ts';

export interface Candidate {
  readonly hireDate: LocalDate | null;
  readonly endDate: LocalDate | null;
  readonly homeUnit: string | null;
  /** Their own job role's training is done. */
  readonly certified: boolean;
}

/** Ours: long enough to know the unit's work and to be known there. */
const monthsHereMin = 6;
/** Published: super-users are needed on all shifts for at least sixty days after the go-live (PMC3974251). */
const daysAheadMin = 60;

/** What speaks against somebody as a super-user, each with what would change it; empty: nothing. A person decides all the same. */
export function whatSpeaksAgainst(candidate: Candidate, today: LocalDate): string[] {
  const { hireDate, endDate, homeUnit, certified } = candidate;
  return [
    homeUnit === null ? 'Belongs to no unit: super-users are peers of a unit.' : null,
    hireDate !== null && daysBetween(hireDate, today) < monthsHereMin * 30 ? `Here for less than ${monthsHereMin} months.` : null,
    endDate !== null && daysBetween(today, endDate) < daysAheadMin ? `Leaves within ${daysAheadMin} days.` : null,
    certified ? null : 'The training of their own job role is not done yet.',
  ].filter((text) => text !== null);
}
