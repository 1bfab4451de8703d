import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AssignmentView, BoardNeed, BoardPerson, Edit } from '#coverage/contract.ts';
import type { BoardModel, Gap } from './board-model.ts';
import type { BoardItem, PersonRow, UnitRow } from './board-rows.ts';
import { aimAt, makeCarry, neighbourNeed, type Aim, type Judgement } from './carry.ts';

const at = (iso: string): number => Date.parse(`2027-03-01T${iso}:00Z`);
const need = (id: string, from: string, to: string, more: Partial<BoardNeed> = {}): BoardNeed =>
  ({ id, kind: 'unit', unitId: '4W', personId: null, start: at(from), end: at(to), headcount: 1, filled: 0, ...more }) as BoardNeed;
const assignment = { id: 'a1', personId: 'S1', unitId: '3E', kind: 'unit', needIds: ['n0'], version: 7 } as unknown as AssignmentView;
const item: BoardItem = { kind: 'assignment', id: 'a1', start: at('07:00'), end: at('15:00'), lane: 0, assignment };
const gapItem = (of: BoardNeed): BoardItem & { kind: 'gap' } =>
  ({ kind: 'gap', id: 'g', start: of.start, end: of.end, lane: 2, gap: { needId: of.id, need: of } as unknown as Gap }) as const;
const unitRow = (needs: BoardNeed[]): UnitRow => ({ kind: 'unit', key: '4W', unitId: '4W', needs }) as unknown as UnitRow;
const personRow = (personId: string): PersonRow =>
  ({ kind: 'person', key: personId, person: { personId, name: `Name of ${personId}` } as BoardPerson }) as unknown as PersonRow;
const model = {
  people: new Map([['S1', { name: 'Maya Ortiz' }]]),
  unitNames: new Map([['4W', '4 West']]),
} as unknown as BoardModel;
const aimed = (row: UnitRow | PersonRow, over: BoardItem | null = null, carried: BoardItem = item): Aim | null =>
  aimAt(model, carried, row, at('08:00'), 'UTC', over);

test('over a unit it aims at a need of that moment: the same kind first, a short one first, never its own', () => {
  const full = need('full', '07:00', '15:00', { filled: 1 });
  const short = need('short', '07:00', '15:00');
  const round = need('round', '07:00', '09:00', { kind: 'round', personId: 'C1' });
  const later = need('later', '15:00', '23:00');
  expect(aimed(unitRow([round, full, short, later]))?.edit).toEqual({ kind: 'move', assignmentId: 'a1', version: 7, needId: 'short' });
  expect(aimed(unitRow([round, full]))?.edit).toMatchObject({ needId: 'full' });
  expect(aimed(unitRow([round]))?.edit).toMatchObject({ needId: 'round' });
  expect(aimed(unitRow([later]))).toBeNull();
  expect(aimed(unitRow([need('n0', '07:00', '15:00')]))).toBeNull();
});

test('over a gap it aims at that gap', () => {
  const round = need('round', '07:00', '09:00', { kind: 'round' });
  const aim = aimed(unitRow([need('short', '07:00', '15:00'), round]), gapItem(round));
  expect(aim).toMatchObject({ edit: { needId: 'round' }, lane: 2, start: round.start });
});

test('over a person: to take it over, or to fill the gap; over its own person it means nothing', () => {
  expect(aimed(personRow('S2'))?.edit).toEqual({ kind: 'move', assignmentId: 'a1', version: 7, personId: 'S2' });
  expect(aimed(personRow('S1'))).toBeNull();
  const gap = gapItem(need('n1', '07:00', '15:00'));
  expect(aimed(personRow('S1'), null, gap)?.edit).toEqual({ kind: 'assign', personId: 'S1', needId: 'n1' });
  expect(aimed(unitRow([need('n2', '07:00', '15:00')]), null, gap)).toBeNull();
});

test('the next need and the one before, of the same kind', () => {
  const needs = [
    need('c', '15:00', '23:00'),
    need('a', '01:00', '07:00'),
    need('r', '09:00', '10:00', { kind: 'round' }),
    need('b', '07:00', '15:00'),
  ];
  const row = unitRow(needs);
  expect(neighbourNeed(row, at('07:00'), 1, 'unit')?.id).toBe('c');
  expect(neighbourNeed(row, at('07:00'), -1, 'unit')?.id).toBe('a');
  expect(neighbourNeed(row, at('23:00'), 1, 'unit')).toBeUndefined();
  expect(neighbourNeed(personRow('S1'), at('07:00'), 1, 'unit')).toBeUndefined();
});

const yes: Judgement = { allowed: true, verdicts: [] };
const no: Judgement = { allowed: false, verdicts: [] };
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a target is judged once, after a pause, and only the last one is asked about', async () => {
  const edit = vi.fn<(asked: Edit) => Promise<Judgement>>(async (asked) => ('personId' in asked && asked.personId === 'S3' ? no : yes));
  const carry = makeCarry({ edit, people: async () => new Map() });
  carry.begin(model, item, 'units');
  carry.aim(aimed(personRow('S2')));
  carry.aim(aimed(personRow('S3')));
  expect(carry.get()?.answer).toBe('asking');
  await vi.runAllTimersAsync();
  expect(edit).toHaveBeenCalledTimes(1);
  expect(carry.get()?.answer).toBe(no);
  carry.aim(null);
  expect(carry.get()?.answer).toBeNull();
  carry.aim(aimed(personRow('S3')));
  expect(carry.get()?.answer).toBe(no);
  await vi.runAllTimersAsync();
  expect(edit).toHaveBeenCalledTimes(1);
});

test('an answer that comes late says nothing about another target, nor after the end', async () => {
  const answers: ((judgement: Judgement) => void)[] = [];
  const carry = makeCarry({ edit: () => new Promise((resolve) => void answers.push(resolve)), people: async () => new Map() });
  carry.begin(model, item, 'units');
  carry.aim(aimed(personRow('S2')));
  await vi.runAllTimersAsync();
  carry.aim(aimed(personRow('S3')));
  await vi.runAllTimersAsync();
  answers[0]?.(yes);
  await vi.runAllTimersAsync();
  expect(carry.get()?.answer).toBe('asking');
  carry.end();
  answers[1]?.(yes);
  await vi.runAllTimersAsync();
  expect(carry.get()).toBeNull();
});

test('among people the server says at once who may take it; whom it does not name is asked about', async () => {
  const edit = vi.fn<(asked: Edit) => Promise<Judgement>>(async () => yes);
  const carry = makeCarry({ edit, people: async () => new Map([['S2', no]]) });
  carry.begin(model, item, 'people');
  await vi.runAllTimersAsync();
  carry.aim(aimed(personRow('S2')));
  expect(carry.get()?.answer).toBe(no);
  expect(edit).not.toHaveBeenCalled();
  carry.aim(aimed(personRow('S3')));
  await vi.runAllTimersAsync();
  expect(edit).toHaveBeenCalledTimes(1);
  expect(carry.get()?.answer).toBe(yes);
});

test('when the server refuses to judge, its words read like a verdict', async () => {
  const carry = makeCarry({ edit: async () => Promise.reject(new Error('Somebody was faster.')), people: async () => new Map() });
  carry.begin(model, item, 'units');
  carry.aim(aimed(personRow('S2')));
  await vi.runAllTimersAsync();
  expect(carry.get()?.answer).toMatchObject({ allowed: false, verdicts: [{ text: 'Somebody was faster.' }] });
});
