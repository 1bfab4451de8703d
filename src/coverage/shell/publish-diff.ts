import { overlaps } from '#kernel/interval.ts';
import type { Instant } from '#kernel/time.ts';
import type { PersonDiff } from '../contract.ts';
import type { Assignment } from '../core/plan/plan.ts';
import type { PlacedAssignment } from '../store/rows.ts';
import { countWords, whenWords } from '../words.ts';
import type { Places } from './places.ts';

/**
 * What publishing does to the roster in force. `becomes` has the id of what it replaces, so that calendars and links keep
 * pointing at the same shift. `restated`: for the person the same, but it serves other needs or costs something else.
 */
export interface RosterDiff {
  readonly add: readonly Assignment[];
  readonly remove: readonly PlacedAssignment[];
  readonly change: readonly { readonly was: PlacedAssignment; readonly becomes: Assignment }[];
  readonly restated: readonly Assignment[];
  readonly unchanged: number;
}

/**
 * `published` and `draft` are what both hold in the window of the draft. What has begun is history and stays: of the draft
 * counts only what is not over and does not meet the same person's begun work. Ids of the draft are its own.
 */
export function diffRosters(
  published: readonly PlacedAssignment[],
  draft: readonly Assignment[],
  now: Instant,
  newId: () => string,
): RosterDiff {
  const begun = published.filter((one) => one.start < now);
  const open = new Map(published.filter((one) => one.start >= now).map((one) => [one.id, one]));
  const wanted = draft.filter((one) => one.end > now && !begun.some((old) => old.personId === one.personId && overlaps(old, one)));
  const same = new Map([...open.values()].map((one) => [placeKey(one), one]));
  const restated: Assignment[] = [];
  let unchanged = 0;
  const rest: Assignment[] = [];
  for (const one of wanted) {
    const old = same.get(placeKey(one));
    if (!old || !open.delete(old.id)) rest.push(one);
    else if (sameServed(old, one)) unchanged++;
    else restated.push({ ...one, id: old.id });
  }
  const change: { was: PlacedAssignment; becomes: Assignment }[] = [];
  const add: Assignment[] = [];
  const left = Map.groupBy(open.values(), (one) => one.personId);
  for (const one of rest) {
    const was = left.get(one.personId)?.find((old) => open.has(old.id) && overlaps(old, one));
    if (was) {
      open.delete(was.id);
      change.push({ was, becomes: { ...one, id: was.id } });
    } else add.push({ ...one, id: newId() });
  }
  return { add, remove: [...open.values()], change, restated, unchanged: unchanged + restated.length };
}

const placeKey = (one: Assignment): string => [one.personId, one.start, one.end, one.kind, one.unitId, one.shiftId].join(' ');
const sameServed = (a: Assignment, b: Assignment): boolean => a.cost === b.cost && a.needIds.join(' ') === b.needIds.join(' ');

export const placeWords = (one: Assignment, places: Places): string =>
  `${whenWords(one, places.zone(one.unitId))}, ${places.words(one.unitId)}`;

const linesMax = 40;

/** The diff as each person concerned would read it; most concerned first. */
export function diffByPerson(diff: RosterDiff, places: Places, nameOf: (personId: string) => string): PersonDiff[] {
  const lines = [
    ...diff.add.map((one) => ({ personId: one.personId, kind: 'gains' as const, start: one.start, text: placeWords(one, places) })),
    ...diff.remove.map((one) => ({ personId: one.personId, kind: 'loses' as const, start: one.start, text: placeWords(one, places) })),
    ...diff.change.map(({ was, becomes }) => ({
      personId: was.personId,
      kind: 'changes' as const,
      start: Math.min(was.start, becomes.start),
      text: `${placeWords(was, places)} becomes ${placeWords(becomes, places)}`,
    })),
  ];
  return [...Map.groupBy(lines, (line) => line.personId)]
    .map(([personId, own]) => {
      const count = (kind: (typeof own)[number]['kind']): number => own.filter((line) => line.kind === kind).length;
      return {
        personId,
        name: nameOf(personId),
        gains: count('gains'),
        loses: count('loses'),
        changes: count('changes'),
        lines: own
          .toSorted((a, b) => a.start - b.start)
          .slice(0, linesMax)
          .map(({ kind, text, start }) => ({ kind, text, start })),
      };
    })
    .toSorted((a, b) => b.lines.length - a.lines.length || a.name.localeCompare(b.name, 'en'));
}

/** One sentence for one person's inbox. */
export function publishedWords(person: PersonDiff): string {
  const parts = [
    person.gains > 0 ? countWords(person.gains, 'new shift') : '',
    person.changes > 0 ? `${countWords(person.changes, 'shift')} changed` : '',
    person.loses > 0 ? `${countWords(person.loses, 'shift')} taken away` : '',
  ].filter((part) => part !== '');
  const first = person.lines[0];
  return `Your schedule was published: ${parts.join(', ')}.${first ? ` First: ${first.text}.` : ''}`;
}
