import { expect, test } from 'vitest';
import type { BoardAnswer } from '#coverage/contract.ts';
import { makeModel, withChanges } from './board-model.ts';

const unit = (unitId: string) => ({ unitId, name: unitId, siteId: 'S', building: '', floor: '', zone: '', specialty: '' });
const person = (personId: string) =>
  ({
    personId,
    name: personId,
    kind: 'ate',
    employment: 'in-house',
    jobRole: 'nurse',
    knows: [],
    shifts: [],
    maxHoursWeek: 40,
    hours: {},
  }) as const;
const answer: BoardAnswer = {
  planId: 'published',
  name: 'Published',
  status: 'published',
  version: 1,
  from: '2027-03-01',
  to: '2027-03-07',
  span: null,
  sites: [],
  units: [unit('4W'), unit('5E')],
  shifts: [],
  people: [
    { ...person('P1'), knows: [], shifts: [] },
    { ...person('P2'), knows: [], shifts: [] },
  ],
  needs: {
    id: ['n1', 'n2'],
    kind: [0, 0],
    unit: [0, 1],
    person: [-1, -1],
    shift: [-1, -1],
    date: ['2027-03-01', '2027-03-01'],
    start: [0, 0],
    end: [480, 480],
    headcount: [1, 1],
    filled: [1, 0],
    topic: ['', ''],
    state: [-1, -1],
  },
  assignments: {
    id: ['a1', 'a2'],
    person: [0, 1],
    start: [0, 600],
    end: [480, 900],
    kind: [0, 0],
    unit: [0, 1],
    shift: [-1, -1],
    needs: [[0], []],
    locked: [0, 0],
    cost: [1, 1],
    version: [1, 1],
  },
  uncovered: [{ needId: 'n2', missing: 1, start: 0, end: 480 * 60_000, reason: 'nobody-free', text: '' }],
};
const none = { version: 2, removed: [], assignments: [], needs: [], uncovered: null, hours: {} };

test('a move to another person and unit leaves one and joins the other', () => {
  const model = makeModel(answer);
  const moved = { ...model.assignments.get('a1'), personId: 'P2', unitId: '5E', needIds: ['n2'], version: 2 } as NonNullable<
    ReturnType<typeof model.assignments.get>
  >;
  const next = withChanges(model, { ...none, assignments: [moved], uncovered: [] });
  expect(next.byPerson.get('P1')).toEqual([]);
  expect(next.byPerson.get('P2')?.map((item) => item.id)).toEqual(['a1', 'a2']);
  expect(next.byUnit.get('4W')).toEqual([]);
  expect(next.byUnit.get('5E')?.map((item) => item.id)).toEqual(['a1', 'a2']);
  expect(next.gaps).toEqual([]);
});

test('what a change does not touch stays the very same list, so its row is not drawn again', () => {
  const model = makeModel(answer);
  const next = withChanges(model, { ...none, removed: ['a1'] });
  expect(next.byPerson.get('P2')).toBe(model.byPerson.get('P2'));
  expect(next.byUnit.get('5E')).toBe(model.byUnit.get('5E'));
  expect(next.byUnit.get('4W')).toEqual([]);
  expect(withChanges(model, { ...none, uncovered: answer.uncovered }).gapsByUnit.get('5E')).toBe(model.gapsByUnit.get('5E'));
});

test('hours of the persons concerned are replaced, those of others stay', () => {
  const next = withChanges(makeModel(answer), { ...none, hours: { P1: { '2027-W09': 8 } } });
  expect(next.people.get('P1')?.hours).toEqual({ '2027-W09': 8 });
  expect(next.people.get('P2')?.hours).toEqual({});
});
