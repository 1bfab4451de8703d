import fc from 'fast-check';
import { dayMs } from '#kernel/time.ts';
import { describe, expect, test } from 'vitest';
import type { KnownFact } from '../ledger/facts.ts';
import { checksOf } from './checks.ts';
import { certifiedAt, decide } from './decide.ts';
import { burstsOf, dutiesOf } from './duties.ts';
import { anyCase, at, fact, nurse, requirement, rulesForTest } from './gate-for-tests.ts';
import type { GateRules } from './model.ts';

const now = at(0);
const decideNow = (rules: GateRules, facts: readonly KnownFact[], when = now) => decide(nurse(), 'nurse', rules, facts, when);

/* An independent reading of the rules, slow and plain: is each mandatory requirement met by some fact, as the words of the glossary have it? */
const withdrawn = (facts: readonly KnownFact[], one: { competencyId: string; at: number }): boolean =>
  facts.some(
    (other) =>
      other.kind === 'grant-withdrawn' && other.competencyId === one.competencyId && other.at >= one.at && other.at <= now && !other.voided,
  );

function teaches(one: KnownFact, rules: GateRules): { competencyId: string; level: number; until: number | null }[] {
  if (one.kind === 'competency-shown') return [{ ...one, until: null }];
  if (one.kind === 'equivalence-granted') return [one];
  const of = (activity: string, id: string, proofs: string[]) =>
    rules.teachings
      .filter((t) => t.activity === activity && t.activityId === id && proofs.includes(t.proof))
      .map((t) => ({ ...t, until: null }));
  if (one.kind === 'module-passed') return of('module', one.moduleId, ['passed', 'completed']);
  if (one.kind === 'module-completed') return of('module', one.moduleId, ['completed']);
  if (one.kind === 'class-attended') return [...of('module', one.moduleId, ['attended']), ...of('class', one.moduleId, ['attended'])];
  if (one.kind === 'exercise-graded' && one.passed && !one.unsafe)
    return of('exercise', one.exerciseId, ['passed', 'completed', 'attended']);
  return [];
}

/** Every competency that follows from one, over any number of equivalences: competency -> levels. */
function follow(
  rules: GateRules,
  from: { competencyId: string; level: number },
  seen: string[] = [],
): { competencyId: string; level: number }[] {
  const next = rules.equivalences.filter((e) => e.fromCompetency === from.competencyId && !seen.includes(`${e.toCompetency}${e.level}`));
  return [
    from,
    ...next.flatMap((e) => follow(rules, { competencyId: e.toCompetency, level: e.level }, [...seen, `${e.toCompetency}${e.level}`])),
  ];
}

function isMet(asked: GateRules['requirements'][number], rules: GateRules, facts: readonly KnownFact[]): boolean {
  const graceMs = rules.settings.graceDaysAfterLapse * dayMs;
  return facts.some((one) => {
    if (one.voided || one.at > now) return false;
    if (
      'competencyId' in one &&
      one.competencyId !== null &&
      one.kind !== 'check-answered' &&
      withdrawn(facts, one as { competencyId: string; at: number })
    )
      return false;
    if (one.kind === 'duty-waived') return one.competencyId === asked.competencyId && (one.until === null || one.until > now);
    return teaches(one, rules).some(({ until, ...proof }) => {
      const ends = Math.min(asked.validDays === null ? Infinity : one.at + asked.validDays * dayMs, until ?? Infinity) + graceMs;
      return ends > now && follow(rules, proof).some((got) => got.competencyId === asked.competencyId && got.level >= asked.level);
    });
  });
}

describe('the gate', () => {
  test('lets in exactly those who have every mandatory competency, by an independent reading of the rules', () => {
    fc.assert(
      fc.property(anyCase, ({ rules, facts }) => {
        const mandatory = rules.requirements.filter((one) => one.mandatory);
        const gaps = mandatory.filter((one) => !isMet(one, rules, facts)).map((one) => one.competencyId);
        const decision = decideNow(rules, facts);
        expect(decision.allow).toBe(mandatory.length > 0 && gaps.length === 0);
        expect(
          decision.missing
            .filter((one) => one.kind === 'competency')
            .map((one) => one.id)
            .toSorted(),
        ).toEqual(gaps.toSorted());
      }),
      { numRuns: 1000 },
    );
  });

  test('decides the same whatever order the facts come in', () => {
    fc.assert(
      fc.property(
        anyCase.chain((one) =>
          fc.shuffledSubarray([...one.facts], { minLength: one.facts.length }).map((shuffled) => ({ ...one, shuffled })),
        ),
        ({ rules, facts, shuffled }) => {
          const all = (given: readonly KnownFact[]) => [
            decideNow(rules, given),
            dutiesOf(nurse(), rules, given, now),
            checksOf(rules, given, now),
            certifiedAt(nurse(), rules, given, now),
          ];
          expect(all(shuffled)).toEqual(all(facts));
        },
      ),
    );
  });

  test('keeps an allow until the moment that it named, and no longer', () => {
    fc.assert(
      fc.property(anyCase, ({ rules, facts }) => {
        const past = facts.filter((one) => one.at <= now); // the future brings facts of its own
        const { allow, until } = decideNow(rules, past);
        fc.pre(allow && until !== null);
        expect(decideNow(rules, past, (until ?? 0) - 1).allow).toBe(true);
        expect(decideNow(rules, past, until ?? 0).allow).toBe(false);
      }),
    );
  });

  const rules = rulesForTest({
    requirements: [requirement('scan', { validDays: 100 }), requirement('tips', { mandatory: false })],
    teachings: [{ activity: 'module', activityId: 'mar', competencyId: 'scan', level: 2, proof: 'passed' }],
  });

  test('stays shut for a role that nobody has set requirements for, and opens for one that is said to need nothing', () => {
    const chaplain = nurse({ roles: [{ jobRole: 'chaplain', homeUnit: null, from: '2020-01-01', to: null }] });
    expect(decide(chaplain, 'chaplain', rules, [], now)).toMatchObject({ allow: false, missing: [{ why: 'no-requirements-set' }] });
    const said = rulesForTest({ rolesThatNeedNothing: ['chaplain'] });
    expect(decide(chaplain, 'chaplain', said, [], now)).toMatchObject({ allow: true, by: 'nothing-needed' });
  });

  test('is shut for a role that somebody does not hold, and after their last day', () => {
    const facts = [fact('module-passed', -1, { moduleId: 'mar' })];
    expect(decide(nurse(), 'physician', rules, facts, now)).toMatchObject({ allow: false, missing: [{ why: 'role-not-held' }] });
    const left = nurse({ endDate: '2027-03-01' });
    expect(decide(left, 'nurse', rules, facts, now)).toMatchObject({ allow: true, until: Date.parse('2027-03-02T06:00:00Z') });
    expect(decide(left, 'nurse', rules, facts, at(1))).toMatchObject({ allow: false, missing: [{ why: 'not-here' }] });
  });

  test('warns before a proof ends, keeps access for the grace, then shuts', () => {
    const facts = [fact('module-passed', -80, { moduleId: 'mar' })]; // counts to day 20
    const state = (days: number) => dutiesOf(nurse(), rules, facts, at(days)).find((one) => one.competencyId === 'scan')?.state;
    expect([-40, 0, 21, 34].map(state)).toEqual(['done', 'lapsing', 'lapsed', 'expired']);
    expect(decideNow(rules, facts, at(33)).allow).toBe(true);
    expect(decideNow(rules, facts, at(34))).toMatchObject({ allow: false, missing: [{ id: 'scan', why: 'expired' }] });
  });

  test('opens by break-glass for its role and time, and says still what is missing', () => {
    const facts = [fact('glass-broken', -0.1, { jobRole: 'nurse', until: at(0.4) })];
    expect(decideNow(rules, facts)).toEqual({
      allow: true,
      by: 'break-glass',
      until: at(0.4),
      missing: [{ kind: 'competency', id: 'scan', why: 'never-proved', failedAttempts: 0 }],
    });
    expect(decideNow(rules, facts, at(0.4)).allow).toBe(false);
    expect(decideNow(rules, [...facts, fact('glass-mended', 0, { jobRole: 'nurse' })]).allow).toBe(false);
    expect(decide(nurse(), 'physician', rules, facts, now).allow).toBe(false);
  });

  test('a mandatory release stands in the way after its due date and the grace', () => {
    const release = {
      releaseId: 'r1',
      announcedAt: at(-20),
      due: '2027-02-20',
      competencies: ['scan'],
      moduleId: 'burst',
      mandatory: true,
    };
    const with_ = { ...rules, releases: [release] };
    const facts = [fact('module-passed', -30, { moduleId: 'mar' })];
    expect(decideNow(with_, facts, at(5)).allow).toBe(true);
    expect(decideNow(with_, facts, at(6))).toMatchObject({ allow: false, missing: [{ kind: 'release', id: 'r1' }] });
    expect(decideNow(with_, [...facts, fact('module-completed', 1, { moduleId: 'burst' })], at(6)).allow).toBe(true);
  });
});

describe('duties', () => {
  const rules = rulesForTest({ requirements: [requirement('scan')] });
  const due = (learner: ReturnType<typeof nurse>) => dutiesOf(learner, rules, [], now).map((one) => [one.due, one.reason]);

  test('are due before the own go-live, or after the start in the role where that is later', () => {
    expect(due(nurse())).toEqual([['2027-03-08', 'go-live']]);
    const hired = nurse({ roles: [{ jobRole: 'nurse', homeUnit: '4W', from: '2027-02-27', to: null }], hireDate: '2027-02-27' });
    expect(due(hired)).toEqual([['2027-03-13', 'start']]);
  });

  test('follow the first go-live for who has no unit of their own, and wait where none is known', () => {
    expect(due(nurse({ roles: [{ jobRole: 'nurse', homeUnit: null, from: '2020-01-01', to: null }] }))).toEqual([
      ['2027-03-08', 'go-live'],
    ]);
    expect(due(nurse({ roles: [{ jobRole: 'nurse', homeUnit: 'ANNEX', from: '2020-01-01', to: null }] }))).toEqual([[null, 'go-live']]);
  });

  test('a person whose history begins with the first import has been there since their hire', () => {
    expect(due(nurse({ roles: [{ jobRole: 'nurse', homeUnit: '4W', from: '2027-02-28', to: null }] }))).toEqual([
      ['2027-03-08', 'go-live'],
    ]);
  });

  test('another role has other duties from its first day; what was proved before counts', () => {
    const moved = nurse({
      roles: [
        { jobRole: 'aide', homeUnit: '4W', from: '2020-01-01', to: '2027-02-25' },
        { jobRole: 'nurse', homeUnit: '4W', from: '2027-02-25', to: null },
      ],
    });
    expect(due(moved)).toEqual([['2027-03-11', 'start']]);
    expect(dutiesOf(moved, rules, [fact('competency-shown', -90, { competencyId: 'scan', level: 2 })], now)).toMatchObject([
      { state: 'done' },
    ]);
  });
});

describe('a retrieval check', () => {
  const rules = rulesForTest({ teachings: [{ activity: 'module', activityId: 'mar', competencyId: 'scan', level: 2, proof: 'passed' }] });
  const passed = fact('module-passed', -30, { moduleId: 'mar' });
  const answer = (days: number, step: number, recalled: boolean) => fact('check-answered', days, { competencyId: 'scan', step, recalled });
  const next = (...facts: KnownFact[]) => checksOf(rules, [passed, ...facts], at(100)).map((one) => [one.step, one.dueAt]);

  test('comes 7, 30 and 90 days after the proof, as long as it is forgotten, and then no more', () => {
    expect(next()).toEqual([[1, at(-23)]]);
    expect(next(answer(-22, 1, false))).toEqual([[2, at(0)]]);
    expect(next(answer(-22, 1, false), answer(1, 2, false))).toEqual([[3, at(60)]]);
    expect(next(answer(-22, 1, false), answer(1, 2, false), answer(61, 3, false))).toEqual([]);
  });

  test('stops once recalled, and begins anew with a new proof', () => {
    expect(next(answer(-22, 1, false), answer(1, 2, true))).toEqual([]);
    expect(next(answer(-22, 1, true), fact('module-passed', 10, { moduleId: 'mar' }))).toEqual([[1, at(17)]]);
  });
});

describe('a burst', () => {
  const rules = rulesForTest({
    requirements: [requirement('sets', { mandatory: false })],
    releases: [
      { releaseId: 'r1', announcedAt: at(-2), due: '2027-03-06', competencies: ['sets', 'other'], moduleId: 'sets-new', mandatory: false },
      { releaseId: 'r2', announcedAt: at(-2), due: '2027-03-06', competencies: ['billing'], moduleId: 'bills', mandatory: false },
    ],
    refreshers: [{ ruleId: 'q1', signal: 'low-use', competencyId: null, offer: 'burst', moduleId: 'sets-again', dueDays: 7 }],
  });

  test('of a release reaches those whose role has a task that it touches, and counts when done since', () => {
    expect(burstsOf(nurse(), rules, [fact('module-completed', -9, { moduleId: 'sets-new' })], now)).toMatchObject([
      { sourceId: 'r1', competencies: ['sets'], doneAt: null },
    ]);
    expect(burstsOf(nurse(), rules, [fact('module-completed', -1, { moduleId: 'sets-new' })], now)).toMatchObject([{ doneAt: at(-1) }]);
  });

  test('of a signal comes once until it is answered, and again when the signal is seen again', () => {
    const seen = (days: number) => fact('signal-seen', days, { signal: 'low-use', competencyId: 'sets', evidence: '' });
    const ofSignal = (...facts: KnownFact[]) => burstsOf(nurse(), rules, facts, now).filter((one) => one.reason === 'signal');
    expect(ofSignal(seen(-9), seen(-8))).toMatchObject([{ since: at(-9), doneAt: null }]);
    const done = fact('module-passed', -5, { moduleId: 'sets-again' });
    expect(ofSignal(seen(-9), seen(-8), done)).toMatchObject([{ doneAt: at(-5) }]);
    expect(ofSignal(seen(-9), done, seen(-1))).toMatchObject([{ since: at(-1), doneAt: null }]);
  });
});
