import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { dayMs, hourMs, toLocal } from '#kernel/time.ts';
import { expect, test } from 'vitest';
import { anyCase, at, fact, nurse, requirement, rulesForTest } from './gate-for-tests.ts';
import { passRates } from './pass-rate.ts';
import { nextChange, summaryOf } from './summary.ts';

const extra = fc.array(
  fc.record({
    kind: fc.constantFrom('glass-broken' as const, 'glass-mended' as const, 'module-started' as const),
    days: fc.integer({ min: -12, max: 2 }),
    hours: fc.integer({ min: 1, max: 60 }),
  }),
  { maxLength: 3 },
);
const release = fc.record({ announced: fc.integer({ min: -20, max: 3 }), due: fc.integer({ min: 1, max: 9 }) });

test('until its next change a summary stays what it is, whatever the history', () => {
  let moved = 0;
  const run = fc.property(
    anyCase,
    extra,
    fc.option(release),
    fc.nat(),
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: 0, max: 10 }),
    ({ rules: given, facts: some }, more, burst, pick, hoursBefore, hoursLater) => {
      const due = `2027-03-0${burst?.due ?? 1}`;
      const asked = { releaseId: 'r', due, competencies: ['a', 'b', 'c', 'd'], moduleId: 'a', mandatory: true };
      const rules = { ...given, releases: burst ? [{ ...asked, announcedAt: at(burst.announced) }] : [] };
      const told = more.map(({ kind, days, hours }) =>
        fact(kind, days, { jobRole: 'nurse', moduleId: 'a', until: at(days) + hours * hourMs }),
      );
      const facts = [...some, ...told];
      // Shortly before something may change: what one does with a history at any other moment is dull.
      const near = [
        ...facts.flatMap((one) => rules.requirements.map(({ validDays }) => one.at + (validDays ?? 0) * dayMs)),
        ...facts.flatMap((one) => ('until' in one && one.until !== null ? one.until : [])),
        Date.parse(`${due}T06:00:00Z`) + dayMs,
      ].flatMap((moment) => [moment, moment + 14 * dayMs, moment - 30 * dayMs]);
      const now = (near[pick % near.length] ?? 0) - hoursBefore * hourMs;
      const later = now + hoursLater * hourMs;
      if (toLocal(now, rules.timeZone).date !== toLocal(later, rules.timeZone).date) return true;
      if (later < nextChange(nurse(), rules, facts, now))
        return isDeepStrictEqual(summaryOf(nurse(), rules, facts, later), summaryOf(nurse(), rules, facts, now));
      moved++;
      return true;
    },
  );
  fc.assert(run, { numRuns: 3000 });
  expect(moved).toBeGreaterThan(100);
});

test('a proof that begins to warn is the next change', () => {
  const teaching = { activity: 'module' as const, activityId: 'a', competencyId: 'a', level: 1, proof: 'passed' as const };
  const rules = rulesForTest({ requirements: [requirement('a', { validDays: 60 })], teachings: [teaching] });
  const facts = [fact('module-passed', 0, { moduleId: 'a' })];
  expect(nextChange(nurse(), rules, facts, at(10))).toBe(at(30));
  const states = [29, 31].map((day) => summaryOf(nurse(), rules, facts, at(day)).readiness?.state);
  expect(states).toEqual(['certified', 'lapsing']);
});

test('the rates of everybody together are the sums of each one’s', () => {
  fc.assert(
    fc.property(anyCase, anyCase, (one, other) => {
      const whose = [one.facts, other.facts.map((told) => ({ ...told, personId: 'BEN' }))];
      const sum = (facts: typeof one.facts) =>
        passRates(facts, 7, at(5)).reduce((total, rate) => total + rate.attempts + 1000 * rate.passed, 0);
      expect(sum(whose.flat())).toBe(whose.reduce((total, facts) => total + sum(facts), 0));
    }),
  );
});

test('a summary says what the duties and the decision say', () => {
  fc.assert(
    fc.property(anyCase, ({ rules, facts }) => {
      const { readiness } = summaryOf(nurse(), rules, facts, at(0));
      expect(readiness?.allow).toBe(readiness?.missing.length === 0);
      expect(readiness?.toProve).toHaveLength((readiness?.mandatory ?? 0) - (readiness?.done ?? 0));
    }),
  );
});
