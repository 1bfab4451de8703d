import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, hourMs } from '#kernel/time.ts';
import { at, factsOf, personOf, presenceOf, unitOf } from '../clock/facts-for-tests.ts';
import { buildNeeds } from '../demand/build-needs.ts';
import type { Need } from '../need.ts';
import type { Assignment, Plan, Uncovered } from '../plan/plan.ts';
import { defaultSettings } from '../settings.ts';
import { comparePlans } from './compare-plans.ts';
import { consequences, cutSubject } from './consequences.ts';
import { publishDiff } from './publish-diff.ts';
import { taper } from './taper.ts';

const range = { from: '2027-03-01', to: '2027-03-07' };
const facts = factsOf({
  units: [unitOf('4W', { name: '4 West' })],
  people: [
    personOf('ruiz', { givenName: 'Ana', familyName: 'Ruiz' }),
    personOf('chen', { givenName: 'Bo', familyName: 'Chen' }),
    personOf('old', { givenName: 'Old', familyName: 'Hand' }),
  ],
  unitNeeds: [
    { unitId: '4W', shiftId: 'N', from: range.from, to: range.to, weekdays: [1, 2, 3, 4, 5, 6, 7], headcount: 1, topic: '' },
    { unitId: '4W', shiftId: 'D', from: range.from, to: range.to, weekdays: [1, 2, 3, 4, 5, 6, 7], headcount: 2, topic: '' },
  ],
  presences: [
    presenceOf('ruiz', '2027-03-04T20:00', '2027-03-04T22:00'),
    presenceOf('chen', '2027-03-04T21:00', '2027-03-04T23:00'),
    presenceOf('chen', '2027-03-06T21:00', '2027-03-06T23:00'),
    presenceOf('old', '2027-03-05T21:00', '2027-03-05T23:00'),
  ],
  exposures: [{ personId: 'old', date: '2027-03-01', unitId: '4W', liveRounds: 3, supportedRounds: 3 }],
});
const needs = buildNeeds(facts, defaultSettings, range);

const short = (need: Need, missing = 1): Uncovered => ({
  needId: need.id,
  missing,
  start: need.start,
  end: need.end,
  reason: 'nobody-free',
  text: '',
});
const assigned = (personId: string, need: Need, some: Partial<Assignment> = {}): Assignment => ({
  id: `${personId}-${need.id}`,
  personId,
  start: need.start,
  end: need.end,
  kind: need.kind,
  unitId: need.unitId,
  shiftId: need.shiftId,
  needIds: [need.id],
  cost: 0,
  ...some,
});
const planOf = (assignments: Assignment[], uncovered: Uncovered[], wages = 0): Plan => ({
  ...range,
  seed: 1,
  status: 'feasible',
  cost: { wages, missing: 0, preferences: 0, total: wages },
  bound: 0,
  gap: 0,
  assignments,
  uncovered,
});

describe('taper', () => {
  const cut = { unitId: '4W', shiftId: 'N', from: '2027-03-04', to: '2027-03-06' };

  it('withdraws just the shift on its dates, and no round', () => {
    const { needs: left, withdrawn } = taper(facts, defaultSettings, range, cut);
    expect(withdrawn.map((need) => need.date)).toEqual(['2027-03-04', '2027-03-05', '2027-03-06']);
    expect(withdrawn.every((need) => need.kind === 'unit' && need.shiftId === 'N')).toBe(true);
    expect([...left, ...withdrawn].toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(needs.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  });

  it('says its consequence by name and day', () => {
    const { needs: left, withdrawn } = taper(facts, defaultSettings, range, cut);
    const night = assigned('s', withdrawn[0]!);
    const uncovered = left.filter((need) => need.kind === 'round').map((need) => short(need));
    const comparison = comparePlans(needs, planOf([night], [], 600), left, planOf([], uncovered));
    expect(consequences(facts, comparison, cutSubject(facts, cut))).toEqual([
      'Cutting 4 West nights from Thursday 4 March leaves two first-time rounders uncovered: Ana Ruiz (Thursday 4 March); Bo Chen (Thursday 4 March).',
      'Cutting 4 West nights from Thursday 4 March leaves two settling clinicians uncovered: Old Hand (Friday 5 March); Bo Chen (Saturday 6 March).',
      'Cutting 4 West nights from Thursday 4 March frees 12 supporter hours and saves 600 in wages.',
      'One person would have different shifts.',
    ]);
    expect(comparison.withdrawn).toEqual(withdrawn);
  });
});

describe('comparison', () => {
  const anyPlan = fc
    .record({
      missing: fc.array(fc.tuple(fc.nat({ max: needs.length - 1 }), fc.integer({ min: 1, max: 2 })), { maxLength: 6 }),
      held: fc.array(fc.tuple(fc.constantFrom('s', 't'), fc.nat({ max: needs.length - 1 })), { maxLength: 6 }),
    })
    .map(({ missing, held }) =>
      planOf(
        held.map(([person, i]) => assigned(person, needs[i]!)),
        missing.map(([i, heads]) => short(needs[i]!, heads)),
      ),
    );
  const hoursShort = (plan: Plan): number => plan.uncovered.reduce((sum, u) => sum + (u.missing * (u.end - u.start)) / hourMs, 0);

  it('of a plan with itself finds nothing', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const { opened, closed, withdrawn, raised, people } = comparePlans(needs, plan, needs, plan);
        expect([opened, closed, withdrawn, raised, people]).toEqual([[], [], [], [], []]);
      }),
    );
  });

  it('accounts for every hour short: what opened less what closed is the difference', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (a, b) => {
        const comparison = comparePlans(needs, a, needs, b);
        const sum = (gaps: readonly { hours: number }[]): number => gaps.reduce((total, gap) => total + gap.hours, 0);
        expect(sum(comparison.opened) - sum(comparison.closed)).toBeCloseTo(hoursShort(b) - hoursShort(a), 6);
        expect(comparison.a.gapHours).toBeCloseTo(hoursShort(a), 6);
      }),
    );
  });

  it('seen from the other side is itself turned round', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (a, b) => {
        const [there, back] = [comparePlans(needs, a, needs, b), comparePlans(needs, b, needs, a)];
        expect(back.opened).toEqual(there.closed);
        expect(back.closed).toEqual(there.opened);
        expect(back.people.map((p) => p.personId)).toEqual(there.people.map((p) => p.personId));
      }),
    );
  });

  it('counts a missed session by its own length', () => {
    const outreach = {
      outreachId: 'o',
      personId: 'ruiz',
      start: at('2027-03-01T08:00'),
      end: at('2027-03-05T18:00'),
      minutes: 30,
      note: '',
    };
    const asked = buildNeeds({ ...facts, outreaches: [outreach] }, defaultSettings, range);
    const need = asked.find(({ kind }) => kind === 'outreach')!;
    const comparison = comparePlans(asked, planOf([], []), asked, planOf([], [short(need)]));
    expect(comparison.b.gapHours).toBe(0.5);
    expect(consequences(facts, comparison, 'The new plan')[0]).toBe(
      'The new plan leaves one clinician who asked for a session uncovered: Ana Ruiz (Monday 1 March).',
    );
  });

  it('says so when nobody is worse off, and what is mended', () => {
    const day = needs.find((need) => need.shiftId === 'D')!;
    const comparison = comparePlans(needs, planOf([], [short(day)]), needs, planOf([assigned('s', day)], []));
    expect(consequences(facts, comparison, 'The new plan')).toEqual([
      'The new plan leaves nobody uncovered who is covered now.',
      'The new plan no longer leaves one unit shift short: 4 West D (Monday 1 March).',
      'The new plan takes 12 supporter hours.',
      'One person would have different shifts.',
    ]);
  });
});

describe('publish diff', () => {
  const slots = fc
    .uniqueArray(fc.record({ day: fc.nat({ max: 9 }), unitId: fc.constantFrom('4W', 'OR'), person: fc.constantFrom('s', 't', 'u') }), {
      maxLength: 12,
      selector: ({ day, person }) => `${day} ${person}`,
    })
    .map((list) =>
      list.map(({ day, unitId, person }): Assignment => {
        const start = at(`${addDays(range.from, day)}T07:00`);
        const id = `${person}-${day}-${unitId}`;
        return { id, personId: person, start, end: start + 12 * hourMs, kind: 'unit', unitId, shiftId: 'D', needIds: [id], cost: 0 };
      }),
    );
  const ids = (list: readonly Assignment[]): string[] => list.map(({ id }) => id).toSorted();

  it('applied to the old plan gives the new one', () => {
    fc.assert(
      fc.property(slots, slots, (before, after) => {
        const diff = publishDiff(before, after);
        const gone = new Set(diff.flatMap((p) => [...p.removed, ...p.changed.map((c) => c.before)]).map(({ id }) => id));
        const come = diff.flatMap((p) => [...p.added, ...p.changed.map((c) => c.after)]);
        expect(ids([...before.filter(({ id }) => !gone.has(id)), ...come])).toEqual(ids(after));
      }),
    );
  });

  it('disturbs nobody whose shifts are the same, whatever their ids', () => {
    fc.assert(
      fc.property(slots, (before) => {
        expect(
          publishDiff(
            before,
            before.map((assignment) => ({ ...assignment, id: `x${assignment.id}`, cost: 9 })),
          ),
        ).toEqual([]);
      }),
    );
  });

  it('calls another place at the same time a change, and another day one removed and one added', () => {
    const need = needs.find(({ shiftId }) => shiftId === 'D')!;
    const old = assigned('s', need);
    const moved = { ...old, unitId: 'OR', needIds: ['other'] };
    const later = { ...old, start: old.start + 24 * hourMs, end: old.end + 24 * hourMs, needIds: ['later'] };
    expect(publishDiff([old], [moved])).toEqual([{ personId: 's', added: [], removed: [], changed: [{ before: old, after: moved }] }]);
    expect(publishDiff([old], [later])).toEqual([{ personId: 's', added: [later], removed: [old], changed: [] }]);
  });
});
