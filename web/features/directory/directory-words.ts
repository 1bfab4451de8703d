import type { GoLive, PersonLine } from '#directory/contract.ts';
import { addDays, type LocalDate } from '#kernel/time.ts';

export const fullName = (person: Pick<PersonLine, 'givenName' | 'familyName'>): string =>
  [person.givenName, person.familyName].filter(Boolean).join(' ');

/** As lists are read: `Nguyễn, Ánh`. */
export const listName = (person: Pick<PersonLine, 'givenName' | 'familyName'>): string =>
  [person.familyName, person.givenName].filter(Boolean).join(', ');

export const employmentText: Readonly<Record<PersonLine['employment'], string>> = {
  'in-house': 'In-house',
  shared: 'Shared',
  vendor: 'Vendor',
  consultant: 'Consultant',
};

/** The first day on which hypercare is over. */
export const hypercareEnd = (goLive: Pick<GoLive, 'date' | 'weeks'>): LocalDate => addDays(goLive.date, goLive.weeks * 7);

/** A wave whose name is a number is said with the word before it. */
export const waveName = (wave: string): string => (/^\d+$/.test(wave) ? `Wave ${wave}` : wave);
