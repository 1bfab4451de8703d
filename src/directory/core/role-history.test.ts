import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#kernel/time.ts';
import { writeHistory, type RoleNow, type RoleSpan } from './role-history.ts';

const nurse = { jobRole: 'nurse', specialty: '', practiceGroup: '', homeUnit: '4W' };
const charge = { ...nurse, homeUnit: 'ICU' };
const staying = { hireDate: null, endDate: null };

const date = fc.integer({ min: 0, max: 400 }).map((day) => addDays('2027-01-01', day));
const change: fc.Arbitrary<{ now: RoleNow; effective: string }> = fc.record({
  now: fc.record({
    jobRole: fc.constantFrom('nurse', 'physician'),
    specialty: fc.constant(''),
    practiceGroup: fc.constant(''),
    homeUnit: fc.constantFrom('4W', 'ICU', null),
    hireDate: fc.option(date),
    endDate: fc.option(date),
  }),
  effective: date,
});
/** Changes come in the order of time, as imports and edits do; nobody leaves before they were hired. */
const changes = fc
  .array(
    change.filter(({ now }) => now.hireDate === null || now.endDate === null || now.hireDate <= now.endDate),
    { minLength: 1, maxLength: 12 },
  )
  .map((list) => list.toSorted((a, b) => (a.effective < b.effective ? -1 : 1)));

const play = (list: { now: RoleNow; effective: string }[]): RoleSpan[] =>
  list.reduce<RoleSpan[]>((history, { now, effective }) => writeHistory(history, now, effective), []);
const heldOn = (history: readonly RoleSpan[], day: string): RoleSpan | undefined =>
  history.find((span) => span.from <= day && (span.to === null || day < span.to));

const inOrder = (history: readonly RoleSpan[]): boolean =>
  history.every((span, i) => {
    const next = history[i + 1];
    return (span.to === null || span.to > span.from) && (!next || (span.to !== null && span.to <= next.from));
  });

describe('the history of a role', () => {
  it('is in order, without overlap, and no span is empty', () => {
    fc.assert(
      fc.property(changes, (list) => {
        expect(inOrder(play(list))).toBe(true);
      }),
    );
  });

  it('says what somebody who is here, or comes, is from now on', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const { now, effective } = list.at(-1) as { now: RoleNow; effective: string };
        fc.pre(now.endDate === null || now.endDate >= effective);
        const { hireDate: _hire, endDate, ...facts } = now;
        expect(play(list).at(-1)).toMatchObject({ ...facts, to: endDate === null ? null : addDays(endDate, 1) });
      }),
    );
  });

  it('has nobody who has left after their last day', () => {
    fc.assert(
      fc.property(changes, date, (list, day) => {
        const { now, effective } = list.at(-1) as { now: RoleNow; effective: string };
        fc.pre(now.endDate !== null && now.endDate < day && day >= effective);
        expect(heldOn(play(list), day)).toBeUndefined();
      }),
    );
  });

  it('keeps every day before the change as it was, unless the first or last day itself moved', () => {
    fc.assert(
      fc.property(changes, change, fc.nat({ max: 400 }), (list, next, back) => {
        const effective = [next.effective, (list.at(-1) as { effective: string }).effective].toSorted().at(-1) as string;
        const history = play(list);
        const now = { ...next.now, hireDate: null, endDate: null };
        const day = addDays(effective, -1 - back);
        expect(heldOn(writeHistory(history, now, effective), day)?.homeUnit).toBe(heldOn(history, day)?.homeUnit);
      }),
    );
  });

  it('does not move when the same is said again, on that day or later', () => {
    fc.assert(
      fc.property(changes, fc.integer({ min: 0, max: 100 }), (list, days) => {
        const { now, effective } = list.at(-1) as { now: RoleNow; effective: string };
        const history = play(list);
        expect(writeHistory(history, now, addDays(effective, days))).toEqual(history);
      }),
    );
  });

  it('leaves the past as it was: a change of role counts from its day', () => {
    const history = play([
      { now: { ...nurse, ...staying, hireDate: '2020-05-01' }, effective: '2027-01-10' },
      { now: { ...charge, ...staying, hireDate: '2020-05-01' }, effective: '2027-03-01' },
    ]);
    expect(history).toEqual([
      { ...nurse, from: '2020-05-01', to: '2027-03-01' },
      { ...charge, from: '2027-03-01', to: null },
    ]);
    expect(heldOn(history, '2027-02-28')).toMatchObject(nurse);
    expect(heldOn(history, '2027-03-01')).toMatchObject(charge);
  });

  it('forgets a mistake that was corrected on the same day', () => {
    const history = play([
      { now: { ...nurse, ...staying }, effective: '2027-01-10' },
      { now: { ...charge, ...staying }, effective: '2027-03-01' },
      { now: { ...nurse, ...staying }, effective: '2027-03-01' },
    ]);
    expect(history).toEqual([{ ...nurse, from: '2027-01-10', to: null }]);
  });

  it('keeps the gap of somebody who left and came back', () => {
    const history = play([
      { now: { ...nurse, hireDate: '2020-01-01', endDate: null }, effective: '2026-01-01' },
      { now: { ...nurse, hireDate: '2020-01-01', endDate: '2026-06-30' }, effective: '2026-06-01' },
      { now: { ...nurse, hireDate: '2027-02-01', endDate: null }, effective: '2027-02-10' },
    ]);
    expect(history).toEqual([
      { ...nurse, from: '2020-01-01', to: '2026-07-01' },
      { ...nurse, from: '2027-02-01', to: null },
    ]);
    expect(heldOn(history, '2026-12-24')).toBeUndefined();
  });
});
