import { findPerson, loadPeople } from '#directory/index.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../../contract/statistics.ts';
import { suppressBelow } from '../../core/modules/item-statistics.ts';
import { chances } from '../../core/modules/proficiency.ts';
import { itemLines, linesOf } from '../shell/item-lines.ts';
import { curriculumOf, givenOut } from '../store/curriculum.ts';
import { proficiencyOf } from '../store/ratings.ts';
import { checksOf, runsOf } from '../store/runs.ts';
import { checkAnswers, furthestPages, moduleCounts, progressRows } from '../store/statistics.ts';
import { currentVersion, moduleOf } from '../store/versions.ts';
import type { Reader } from '../store/tables.ts';

export function statisticsRoutes(deps: Deps): void {
  itemRoutes(deps);
  learnerRoutes(deps);
}

function itemRoutes({ db, server }: Deps): void {
  bind(server, contract.getModuleStatistics, async ({ params: { moduleId } }) => {
    const row = await currentVersion(db, moduleId);
    if (!row) throw notFound('This module');
    const module = moduleOf(row);
    const counts = await moduleCounts(db, moduleId);
    const furthest = await furthestPages(db, moduleId, row.version);
    const titles = [...module.pages.map((page) => page.title), 'Knowledge check'];
    return {
      moduleId,
      title: module.title,
      version: row.version,
      begun: counts.begun,
      passed: counts.passed,
      attempts: counts.attempts,
      passRate: counts.attempts < suppressBelow ? null : counts.passed_attempts / counts.attempts,
      medianMinutes: counts.passed < suppressBelow || counts.median_minutes === null ? null : Math.round(counts.median_minutes * 10) / 10,
      reached: titles.map((title, page) => ({ title, people: furthest.filter((one) => one >= page).length })),
      items: await itemLines(db, module),
      suppressBelow,
    };
  });

  bind(server, contract.listTrouble, async () => {
    const answers = await checkAnswers(db, null);
    const items = (await givenOut(db)).flatMap((one) => linesOf(one.module, answers, new Map()));
    const worst = items.filter((item) => item.trouble > 0).toSorted((a, b) => b.trouble - a.trouble);
    return { items: worst.slice(0, 100), answered: answers.length };
  });
}

function learnerRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.listLearners, async ({ query }) => {
    const everybody = await loadPeople(db);
    const people = everybody.filter((person) => query.jobRole === '' || person.jobRole === query.jobRole);
    const rows = Map.groupBy(await progressRows(db), (row) => row.person_id);
    const asked = await mandatoryByRole(db, new Set(people.map((person) => person.jobRole)));
    const learners = people
      .filter((person) => (asked.get(person.jobRole)?.size ?? 0) > 0 || rows.has(person.personId))
      .map((person): contract.LearnerLine => {
        const mine = rows.get(person.personId) ?? [];
        const required = asked.get(person.jobRole) ?? new Set();
        return {
          personId: person.personId,
          name: `${person.familyName}, ${person.givenName}`,
          jobRole: person.jobRole,
          unitId: person.homeUnit,
          toDo: required.size,
          passed: mine.filter((row) => row.passed && required.has(row.module_id)).length,
          running: mine.filter((row) => row.running).length,
          attempts: mine.reduce((sum, row) => sum + row.attempts, 0),
          failedAttempts: mine.reduce((sum, row) => sum + row.failed, 0),
          lastAt: mine.length === 0 ? null : Math.max(...mine.map((row) => row.last_at.getTime())),
        };
      })
      .filter((line) => line.name.toLowerCase().includes(query.q.trim().toLowerCase()));
    return {
      learners: sortedLearners(learners, query).slice(query.offset, query.offset + query.limit),
      fitting: learners.length,
      jobRoles: [...new Set(everybody.map((person) => person.jobRole))].toSorted(),
    };
  });

  bind(server, contract.getLearner, async ({ params: { personId }, actor }) =>
    db.tx(async (tx) => {
      const person = await findPerson(tx, personId);
      if (!person) throw notFound('This person');
      const runs = await runsOf(tx, personId);
      const checks = await checksOf(
        tx,
        runs.map((run) => run.run_id),
      );
      const titles = new Map((await givenOut(tx)).map((one) => [one.module.moduleId, one.module.title]));
      const proficiency = await proficiencyOf(tx, personId, clock.now());
      await audit(tx, actor, { action: 'training.learner-read', subjectKind: 'person', subjectId: personId }, clock.now());
      return {
        personId,
        name: `${person.givenName} ${person.familyName}`,
        jobRole: person.jobRole,
        modules: runs.map((run) => ({
          moduleId: run.module_id,
          title: titles.get(run.module_id) ?? run.module_id,
          version: run.version,
          startedAt: run.started_at.getTime(),
          passedAt: run.passed_at?.getTime() ?? null,
          testedOut: run.tested_out,
          attempts: checks
            .filter((check) => check.run_id === run.run_id && check.ended_at !== null)
            .map((check) => ({
              share: check.share ?? 0,
              passed: check.passed ?? false,
              kind: check.kind,
              endedAt: check.ended_at?.getTime() ?? 0,
            })),
        })),
        proficiency: [...proficiency].map(([task, rating]) => ({ task, answers: rating.answers, ...chances(rating) })),
      };
    }),
  );
}

const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
type Line = contract.LearnerLine;
const byName = (a: Line, b: Line): number => compare(a.name, b.name) || (a.personId < b.personId ? -1 : 1);
const passedShare = ({ toDo, passed }: Line): number => (toDo === 0 ? 1 : passed / toDo);
const orders: Record<(typeof contract.learnerSorts)[number], (a: Line, b: Line) => number> = {
  name: byName,
  role: (a, b) => compare(a.jobRole, b.jobRole),
  unit: (a, b) => compare(a.unitId ?? '', b.unitId ?? ''),
  passed: (a, b) => passedShare(a) - passedShare(b),
  running: (a, b) => a.running - b.running,
  attempts: (a, b) => a.attempts - b.attempts,
  last: (a, b) => (a.lastAt ?? 0) - (b.lastAt ?? 0),
};

const sortedLearners = (
  lines: readonly Line[],
  { sort, descending }: { readonly sort: (typeof contract.learnerSorts)[number]; readonly descending: boolean },
): Line[] => lines.toSorted((a, b) => (descending ? -1 : 1) * orders[sort](a, b) || byName(a, b));

async function mandatoryByRole(reader: Reader, jobRoles: ReadonlySet<string>): Promise<Map<string, Set<string>>> {
  const asked = new Map<string, Set<string>>();
  const given = await givenOut(reader);
  for (const jobRole of jobRoles) {
    const entries = await curriculumOf(reader, jobRole, given);
    asked.set(jobRole, new Set(entries.filter((entry) => !entry.optional).map((entry) => entry.module.moduleId)));
  }
  return asked;
}
