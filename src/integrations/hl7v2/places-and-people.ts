import type { PresenceScope } from '#coverage/files/presence-scope.ts';
import type { Repetition } from './message.ts';

/** A PL (point of care, room, bed, facility …): the unit whose id or name is its point of care or its room. */
export function unitOf(location: Repetition, scope: PresenceScope): string | null {
  const [pointOfCare, room] = [location.text(1), location.text(2)];
  for (const name of [pointOfCare, room, `${pointOfCare}-${room}`]) {
    const found = name === '' ? null : scope.findUnit(name);
    if (found !== null) return found;
  }
  return null;
}

/** An XCN: by id, NPI or full name. */
export function personOf(person: Repetition, scope: PresenceScope): string | null {
  const id = person.text(1);
  return scope.findPerson({ ids: id === '' ? [] : [id], npi: id, familyName: person.text(2), givenName: person.text(3) });
}

/** What a person was called in a message, for an issue: the id where there is one. */
export const calledAs = (person: Repetition): string =>
  person.text(1) || [person.text(3), person.text(2)].filter((part) => part !== '').join(' ');
