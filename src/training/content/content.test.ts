import { expect, test } from 'vitest';
import { randomStream } from '#kernel/random.ts';
import { readExercises } from '#sandbox/index.ts';
import { defaultCompetencies, defaultRequirements } from '../core/gate/default-matrix.ts';
import { findCycle } from '../core/modules/curriculum.ts';
import { drawItems } from '../core/modules/draw.ts';
import { guessAt, rightAnswer } from '../core/modules/guess.ts';
import { judgeCheck } from '../core/modules/judge-check.ts';
import { lintModule } from '../core/modules/lint.ts';
import { practiceOf, type Module } from '../core/modules/module.ts';
import type { Given, Question } from '../core/modules/question.ts';
import { score } from '../core/modules/score.ts';
import { readModule } from '../modules/read-module.ts';
import { starterMedia, starterModules } from '../modules/shell/starter.ts';

/* Every module that comes with the product is read, linted, passed and guessed at. */
const files = starterModules().map((file) => ({ ...file, ...readModule(file.source) }));
const modules = files.flatMap((file) => (file.module ? [file.module] : []));
const known = {
  exercises: new Set(readExercises().flatMap(({ exercise }) => (exercise ? [exercise.id] : []))),
  media: new Set(starterMedia().map((file) => file.name)),
  competencies: new Set(Object.keys(defaultCompetencies)),
};

test.each(files)('$name reads and has nothing to complain of', ({ name, module, issues }) => {
  expect(issues).toEqual([]);
  expect(`${module?.moduleId}.md`).toBe(name);
  expect(module && lintModule(module, known)).toEqual([]);
});

const play = (module: Module, seed: number, answer: (question: Question, random: () => number) => Given): boolean => {
  const random = randomStream(seed);
  const items = drawItems(module.pool, module.draw, seed);
  const points = items.map((question) => score(question, answer(question, random)).points);
  return judgeCheck(points, items.length, module.passShare).passed;
};

test.each(modules.map((module) => [module.moduleId, module] as const))('%s: who knows passes, who guesses fails', (_id, module) => {
  const seeds = Array.from({ length: 400 }, (_, seed) => seed);
  expect(seeds.slice(0, 20).every((seed) => play(module, seed, rightAnswer))).toBe(true);
  const lucky = seeds.filter((seed) => play(module, seed, guessAt)).length;
  expect(lucky / seeds.length).toBeLessThan(0.03);
});

test('at least 20 modules for six roles, of different kinds of question, no two alike', () => {
  expect(modules.length).toBeGreaterThanOrEqual(20);
  for (const role of ['physician', 'nurse', 'ma', 'pharmacist', 'front-desk', 'biller', 'super-user'])
    expect({ role, enough: modules.filter((module) => module.roles.includes(role)).length >= 3 }).toEqual({ role, enough: true });
  for (const module of modules) {
    const questions = [...practiceOf(module), ...module.pool];
    const kinds = new Set(questions.map((question) => question.kind)).size;
    expect({ id: module.moduleId, enough: questions.length >= 6 && kinds >= 3 }).toEqual({ id: module.moduleId, enough: true });
  }
  const kinds = new Set(modules.flatMap((module) => module.pool.map((question) => question.kind)));
  expect(kinds.size).toBe(8);
  const asks = modules.flatMap((module) => module.pool.map((question) => question.ask));
  expect(new Set(asks).size).toBe(asks.length);
});

test('prerequisites exist and go in no circle; six roles are taught whatever the shipped matrix demands of them', () => {
  expect(findCycle(modules)).toBeNull();
  const ids = new Set(modules.map((module) => module.moduleId));
  expect(modules.flatMap((module) => [...module.prerequisites, ...module.equivalents]).filter((id) => !ids.has(id))).toEqual([]);
  const missing = defaultRequirements
    .filter(({ jobRole, mandatory }) => mandatory && ['physician', 'nurse', 'ma', 'pharmacist', 'front-desk', 'biller'].includes(jobRole))
    .filter(({ jobRole, competencyId, level }) => {
      const taught = modules.filter((module) => module.roles.includes(jobRole)).flatMap((module) => module.teaches);
      return !taught.some((one) => one.competencyId === competencyId && one.level >= level);
    });
  expect(missing).toEqual([]);
});
