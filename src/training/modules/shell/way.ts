import { findCheckAnswers, toDoOf } from '../../core/modules/progress.ts';
import { seedOf } from '../../core/modules/draw.ts';
import { feedbackOn } from '../../core/modules/feedback.ts';
import { learnerView } from '../../core/modules/learner-view.ts';
import { findQuestion, practiceOf, type Module } from '../../core/modules/module.ts';
import type { AnswerView, CheckView, ModuleView, RunView } from '../../contract/learning.ts';
import { answersOfRun, checksOf } from '../store/runs.ts';
import type { AnswerRow, CheckRow, Reader, RunRow } from '../store/tables.ts';
import { exerciseWays, type ExerciseWay } from './practice.ts';

/** All that a person's way through a module is decided from. */
export interface Way {
  readonly run: RunRow;
  readonly module: Module;
  readonly checks: readonly CheckRow[];
  readonly answers: readonly AnswerRow[];
  readonly exercises: ReadonlyMap<string, ExerciseWay>;
}

export async function loadWay(reader: Reader, run: RunRow, module: Module): Promise<Way> {
  const checks = await checksOf(reader, [run.run_id]);
  const answers = await answersOfRun(reader, run.run_id);
  return { run, module, checks, answers, exercises: await exerciseWays(reader, run.person_id, module) };
}

export function moduleView(module: Module, version: number, seed: string): ModuleView {
  const { moduleId, title, summary, kind, minutes, passShare, draw, feedback, testOut } = module;
  const pages = module.pages.map((page) => ({
    title: page.title,
    parts: page.parts.map((part) => {
      if (part.kind === 'text') return { kind: part.kind, markdown: part.markdown };
      if (part.kind === 'exercise') return { kind: part.kind, exerciseId: part.exerciseId, title: part.title, required: part.required };
      return { kind: part.kind, question: viewOf(part.question, seed) };
    }),
  }));
  return { moduleId, version, title, summary, kind, minutes, passShare, draw, feedback, testOut, pages } as ModuleView;
}

const viewOf = (question: Parameters<typeof learnerView>[0], seed: string) => learnerView(question, seedOf(seed, question.itemId));

export function runView(way: Way): RunView {
  const { run, module, checks, answers, exercises } = way;
  const practice = practiceOf(module).flatMap((question): AnswerView[] => {
    const row = answers.findLast((answer) => answer.check_id === null && answer.item_id === question.itemId);
    return row ? [{ itemId: row.item_id, given: row.given as AnswerView['given'], feedback: feedbackOn(question, row.given) }] : [];
  });
  const ended = checks.filter((check) => check.ended_at !== null);
  const last = checks.at(-1);
  return {
    runId: run.run_id,
    version: run.version,
    page: run.page,
    furthestPage: run.furthest_page,
    startedAt: run.started_at.getTime(),
    passedAt: run.passed_at?.getTime() ?? null,
    testedOut: run.tested_out,
    practice,
    check: last ? checkView(way, last) : null,
    attempts: ended.map((check) => ({
      number: check.number,
      kind: check.kind,
      share: check.share ?? 0,
      passed: check.passed ?? false,
      endedAt: check.ended_at?.getTime() ?? 0,
    })),
    exercises: [...exercises].map(([exerciseId, one]) => ({ exerciseId, ...one })),
    toDo: toDoOf(progressOf(way)),
  };
}

export const progressOf = ({ run, module, checks, exercises }: Way) => ({
  module,
  furthestPage: run.furthest_page,
  testedOut: run.tested_out,
  checkPassed: checks.some((check) => check.passed === true),
  exercises: new Map([...exercises].map(([id, one]) => [id, one.state])),
});

function checkView({ module, answers }: Way, check: CheckRow): CheckView {
  const told = check.ended_at !== null || module.feedback === 'each';
  const given = findCheckAnswers(answers, check.check_id);
  return {
    checkId: check.check_id,
    number: check.number,
    kind: check.kind,
    items: check.item_ids.flatMap((itemId) => {
      const question = findQuestion(module, itemId);
      return question ? [viewOf(question, check.check_id)] : [];
    }) as CheckView['items'],
    answers: given.flatMap((row): AnswerView[] => {
      const question = findQuestion(module, row.item_id);
      if (!question) return [];
      return [{ itemId: row.item_id, given: row.given as AnswerView['given'], feedback: told ? feedbackOn(question, row.given) : null }];
    }),
    startedAt: check.started_at.getTime(),
    endedAt: check.ended_at?.getTime() ?? null,
    share: check.share,
    passed: check.passed,
  };
}
