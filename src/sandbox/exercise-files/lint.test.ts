import { describe, expect, it } from 'vitest';
import { grade } from '../core/exercise/grade.ts';
import { play } from '../core/exercise/play.ts';
import type { Step } from '../core/exercise/model.ts';
import { evaluate } from '../evaluate.ts';
import { readExercises } from './library.ts';
import { lintExercise } from './lint.ts';
import { previewExercise } from './preview.ts';
import { readExercise } from './read.ts';
import { makeStage } from './stage.ts';

const stage = makeStage('2027-03-10', 'America/Chicago');
const sound = `format: atelbow-exercise/1
id: sound
version: 1
title: Sound
role: nurse
minutes: 10
clicks: 20
story: A story.
learner: Practitioner/rn-baker
screen: mar
patients: [Patient/pat-larsen-edith]
tasks:
  - id: pulse
    text: Measure the pulse.
    phase: Do
    find: "Observation.where(code.coding.exists(code = '8867-4'))"
    hint: h
    why: w
    where: there
gold:
  - id: measure
    minute: 2
    write: [{ measure: { what: hr, value: 72 } }]
mutants:
  - { breaks: pulse, without: [measure] }
`;
const issues = (text: string): string[] =>
  lintExercise(readExercise('x.yaml', text), stage).map(({ line, text: said }) => `${line} ${said}`);
const changed = (from: string, to: string): string[] => {
  expect(sound).toContain(from);
  return issues(sound.replace(from, to));
};

describe('the linter', () => {
  it('is content with what is sound', () => {
    expect(issues(sound)).toEqual([]);
  });

  it('names file places that can’t be read', () => {
    expect(changed('title: Sound', 'title: [Sound')[0]).toMatch(/^\d+ /);
    expect(changed('minutes: 10', 'minutes: ten')[0]).toMatch(/^6 minutes: /);
    expect(changed('screen: mar', 'screen: nowhere')[0]).toMatch(/^10 screen: /);
    expect(changed('hint: h', 'hnt: h')).toHaveLength(2);
    expect(changed('what: hr', 'what: mood')[0]).toMatch(/^23 gold\.0\.write\.0\.measure\.what: /);
    expect(issues('')[0]).toMatch(/^1 /);
    expect(issues('&a [*a, *a]')[0]).toMatch(/^1 /);
  });

  it('names expressions, tasks and people that are not there', () => {
    expect(changed("'8867-4'))", "'8867-4')")[0]).toMatch(/^16 The expression can't be read/);
    expect(changed('breaks: pulse', 'breaks: puls')[0]).toBe('25 There is no task "puls".');
    expect(changed('without: [measure]', 'without: [measures]')[0]).toBe('25 There is no gold step "measures".');
    expect(changed('pat-larsen-edith', 'pat-nobody')[0]).toBe('11 Patient/pat-nobody is not in the hospital.');
    expect(changed('    hint: h', '    after: [pulse]\n    hint: h')[0]).toBe('13 "pulse" has to come after itself.');
  });

  it('plays the runs', () => {
    expect(changed('value: 72 } }]', "value: 72, at: 'then' } }]")[0]).toMatch(/^21 step measure: Observation: HTTP 4\d\d/);
    expect(changed("'8867-4'", "'9279-1'")).toContain('13 The gold run achieves only 0% of "pulse".');
    expect(changed('find: "Observation', 'find: "%before.ofType(Observation)')[0]).toBe('13 Doing nothing scores 1.');
    expect(changed('without: [measure]', 'without: []')[0]).toBe('25 "pulse" holds in spite of it.');
    expect(changed('mutants:\n  - { breaks: pulse, without: [measure] }\n', '')).toEqual(['13 No mutant shows that "pulse" can fail.']);
    expect(changed('{ measure: { what: hr, value: 72 } }', '{ delete: "{{nobody}}" }')[0]).toMatch(/means nothing here/);
  });
});

describe('every exercise that comes with the product', () => {
  const exercises = readExercises().flatMap(({ exercise }) => (exercise ? [exercise] : []));
  const options = { base: stage.base, startedAt: stage.startsAt, timeZone: stage.timeZone, evaluate };

  it('fails outright for a write into another chart', () => {
    const slip: Step = {
      id: 'slip',
      minute: 1,
      trail: [],
      write: [{ change: 'Encounter/enc-abbott-clara', set: { priority: { text: 'urgent' } } }],
    };
    for (const exercise of exercises.filter(({ anyChart }) => !anyChart)) {
      const { run, faults } = play(exercise, [slip, ...exercise.gold], options);
      expect([exercise.id, faults]).toEqual([exercise.id, []]);
      const { unsafe, score, passed, tasks } = grade(exercise, run, evaluate);
      expect({ unsafe, score, passed }).toEqual({ unsafe: true, score: 0, passed: false });
      expect(tasks.filter(({ achieved }) => achieved < 1).map(({ id }) => id)).toEqual(['wrong-patient']);
    }
  });

  it('is graded the same however often, and any beginning of the gold run is worth no more than the whole', () => {
    for (const exercise of exercises) {
      const scores = exercise.gold.map((_, n) => {
        const { run } = play(exercise, exercise.gold.slice(0, n), options);
        const first = grade(exercise, run, evaluate);
        expect(grade(exercise, structuredClone(run), evaluate)).toEqual(first);
        return first.score;
      });
      expect(scores[0]).toBe(0);
      expect(Math.max(...scores)).toBeLessThanOrEqual(1);
    }
  });

  it('can be previewed', () => {
    for (const exercise of exercises) {
      const lines = previewExercise(exercise, stage).join('\n');
      for (const { text, hint, why } of exercise.tasks) for (const part of [text, hint, why]) expect(lines).toContain(part);
    }
  });
});
