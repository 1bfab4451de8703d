import { listPeople } from '#directory/contract.ts';
import { call } from './call.ts';
import { wordText } from '#web/ui/word-text.ts';
import type { Choice } from '#web/ui/SearchSelect.tsx';

export async function searchPeople(typed: string): Promise<Choice[]> {
  const { people } = await call(listPeople, { query: { limit: 12, ...(typed.trim() ? { q: typed } : {}) } });
  return people.map((person) => ({
    value: person.personId,
    label: [person.givenName, person.familyName].filter(Boolean).join(' '),
    note: [wordText(person.jobRole), wordText(person.specialty) || person.practiceGroup, person.homeUnit, person.personId]
      .filter(Boolean)
      .join(' · '),
  }));
}
