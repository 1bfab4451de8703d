import fc from 'fast-check';
import { dayMs } from '#kernel/time.ts';
import type { KnownFact } from '../ledger/facts.ts';
import type { GateRules, Learner } from './model.ts';
import { settingsWith } from './settings.ts';

export const day0 = Date.parse('2027-03-01T12:00:00Z');
export const at = (days: number): number => day0 + days * dayMs;

export const rulesForTest = (more: Partial<GateRules> = {}): GateRules => ({
  requirements: [],
  teachings: [],
  equivalences: [],
  rolesThatNeedNothing: [],
  goLives: new Map([['4W', '2027-03-15']]),
  releases: [],
  refreshers: [],
  timeZone: 'America/Chicago',
  settings: settingsWith({}),
  ...more,
});

export const requirement = (
  competencyId: string,
  more: Partial<GateRules['requirements'][number]> = {},
): GateRules['requirements'][number] => ({
  jobRole: 'nurse',
  competencyId,
  level: 1,
  mandatory: true,
  validDays: null,
  dueDaysBeforeGoLive: 7,
  dueDaysAfterStart: 14,
  ...more,
});

export const nurse = (more: Partial<Learner> = {}): Learner => ({
  personId: 'NORA',
  roles: [{ jobRole: 'nurse', homeUnit: '4W', from: '2020-01-01', to: null }],
  hireDate: '2020-01-01',
  endDate: null,
  ...more,
});

let born = 0;
/** A fact about the nurse; whatever is not said is as a plain case has it. */
export function fact(kind: KnownFact['kind'], days: number, more: object = {}): KnownFact {
  born += 1;
  const plain = {
    version: 1,
    attemptId: `a${born}`,
    score: null,
    seconds: null,
    by: 'LEA',
    reason: 'because',
    minutes: null,
    clicks: null,
    failed: [],
    unsafe: false,
    until: null,
  };
  return {
    kind,
    factId: `f${born}`,
    seq: born,
    personId: 'NORA',
    at: at(days),
    voided: false,
    outside: false,
    ...plain,
    ...more,
  } as unknown as KnownFact;
}

const competency = fc.constantFrom('a', 'b', 'c', 'd');
const level = fc.integer({ min: 1, max: 3 });
const days = fc.integer({ min: -60, max: 60 });
const until = fc.option(fc.integer({ min: -60, max: 90 }).map(at), { nil: null });

/** Any history of one nurse, contradictions and equal moments included. */
const anyFact: fc.Arbitrary<KnownFact> = fc
  .oneof(
    fc.record({ kind: fc.constantFrom('module-passed', 'module-failed', 'module-completed'), moduleId: competency }),
    fc.record({ kind: fc.constant('exercise-graded'), exerciseId: competency, passed: fc.boolean(), unsafe: fc.boolean() }),
    fc.record({ kind: fc.constant('class-attended'), moduleId: competency, classId: fc.constant('c1') }),
    fc.record({ kind: fc.constantFrom('competency-shown', 'equivalence-granted'), competencyId: competency, level, until }),
    fc.record({ kind: fc.constantFrom('duty-waived', 'grant-withdrawn'), competencyId: competency, until }),
    fc.record({
      kind: fc.constant('check-answered'),
      competencyId: competency,
      step: level,
      recalled: fc.boolean(),
      itemId: fc.constant('i'),
    }),
  )
  .chain((told) =>
    fc
      .record({ days, voided: fc.boolean() })
      .map((when) => ({ ...fact(told.kind as KnownFact['kind'], when.days, told), voided: when.voided })),
  );

const anyRequirement = fc
  .record({
    competencyId: competency,
    level,
    mandatory: fc.boolean(),
    validDays: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }),
  })
  .map(({ competencyId, ...more }) => requirement(competencyId, more));

export const anyCase: fc.Arbitrary<{ readonly rules: GateRules; readonly facts: readonly KnownFact[] }> = fc
  .record({
    requirements: fc.uniqueArray(anyRequirement, { minLength: 1, maxLength: 3, selector: (one) => one.competencyId }),
    teachings: fc.array(
      fc.record({
        activity: fc.constantFrom('module' as const, 'exercise' as const, 'class' as const),
        activityId: competency,
        competencyId: competency,
        level,
        proof: fc.constantFrom('passed' as const, 'completed' as const, 'attended' as const),
      }),
      { maxLength: 6 },
    ),
    equivalences: fc.array(fc.record({ fromCompetency: competency, toCompetency: competency, level }), { maxLength: 3 }),
    facts: fc.array(anyFact, { maxLength: 12 }),
  })
  .map(({ facts, ...rules }) => ({ rules: rulesForTest(rules), facts }));
