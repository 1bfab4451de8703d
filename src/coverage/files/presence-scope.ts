import type { Interval } from '#kernel/interval.ts';
import type { TimeZone } from '#kernel/time.ts';
import type { Person } from '#directory/contract.ts';
import type { UnitFact } from '../core/facts.ts';
import type { Zones } from './zones.ts';

/** What any schedule or message may say about whom it means; empty strings are nothing said. */
export interface PersonHints {
  readonly ids?: readonly string[];
  readonly npi?: string;
  readonly email?: string;
  readonly givenName?: string;
  readonly familyName?: string;
}

/** What a reader of schedules needs to know of the hospital to turn names into persons and places. */
export interface PresenceScope {
  /** Only what touches this window is read. */
  readonly window: Interval;
  readonly zoneOfUnit: (unitId: string | null) => TimeZone;
  readonly homeUnitOf: (personId: string) => string | null;
  /** The one person meant, or null where nobody or more than one fits. Surer hints count first. */
  readonly findPerson: (hints: PersonHints) => string | null;
  /** The one unit with this id or name, or null. */
  readonly findUnit: (idOrName: string) => string | null;
  /** The one unit that a phrase names among other words ("4 West rounds"), or null. */
  readonly findUnitIn: (phrase: string) => string | null;
}

export function presenceScope(people: readonly Person[], units: readonly UnitFact[], zones: Zones, window: Interval): PresenceScope {
  const byId = index(people, (person) => [person.personId]);
  const byEhrUser = index(people, (person) => [person.ehrUserId]);
  const byNpi = index(people, (person) => [person.npi]);
  const byEmail = index(people, (person) => [person.email]);
  const byName = index(people, (person) => [fullName(person.givenName, person.familyName)]);
  const byUnit = index(units, (unit) => [unit.unitId]);
  const byUnitName = index(units, (unit) => [unit.name]);
  const homes = new Map(people.map((person) => [person.personId, person.homeUnit]));
  const personOf = (found: Person | null): string | null => found?.personId ?? null;
  const findUnit = (idOrName: string): string | null => (byUnit(idOrName) ?? byUnitName(idOrName))?.unitId ?? null;
  return {
    window,
    zoneOfUnit: zones.ofUnit,
    homeUnitOf: (personId) => homes.get(personId) ?? null,
    findPerson: ({ ids = [], npi = '', email = '', givenName = '', familyName = '' }) => {
      for (const id of ids) {
        const found = byId(id) ?? byEhrUser(id);
        if (found) return found.personId;
      }
      return personOf(byNpi(npi) ?? byEmail(email) ?? (givenName && familyName ? byName(fullName(givenName, familyName)) : null));
    },
    findUnit,
    findUnitIn: (phrase) => {
      const found = new Set(
        phrasesIn(phrase)
          .map(findUnit)
          .filter((unitId) => unitId !== null),
      );
      return found.size === 1 ? ([...found][0] ?? null) : null;
    },
  };
}

const wordsMax = 4;

/** Every run of up to four words; longer texts are prose, whose first words name what they are about. */
function phrasesIn(text: string): string[] {
  const words = text
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word !== '')
    .slice(0, 20);
  return words.flatMap((_, i) => Array.from({ length: wordsMax }, (_, n) => words.slice(i, i + n + 1).join(' ')));
}

const plain = (text: string): string => text.trim().toLowerCase();
const fullName = (givenName: string, familyName: string): string => (givenName || familyName ? `${givenName} ${familyName}` : '');

/** Looks things up by text, ignoring case; text that fits several things finds none: a wrong person is worse than an issue. */
function index<T>(things: readonly T[], keys: (thing: T) => readonly string[]): (text: string) => T | null {
  const found = new Map<string, T | null>();
  for (const thing of things)
    for (const key of new Set(keys(thing).map(plain))) if (key !== '') found.set(key, found.has(key) ? null : thing);
  return (text) => found.get(plain(text)) ?? null;
}
