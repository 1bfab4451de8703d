import { loadExercisePace, loadTaskShares } from '#sandbox/index.ts';
import { dayMs, type Instant } from '#kernel/time.ts';
import type { ItemLine } from '../contract/statistics.ts';
import type { FeedbackPlace } from '../contract/feedback.ts';
import { measuredPeopleMin, nothingSeen, type Evidence } from '../core/feedback/trouble.ts';
import { linesOf } from '../modules/shell/item-lines.ts';
import { checkAnswers } from '../modules/store/statistics.ts';
import { pageEnds, timeSpent, type PageEnd } from '../modules/store/time-spent.ts';
import { keyOfPlace, type Reader } from './tables.ts';
import type { Named } from './names.ts';

export interface Measured {
  readonly place: FeedbackPlace;
  readonly evidence: Evidence;
}

/** What the figures say of every place, by its key; only where enough people came. */
export async function loadEvidence(
  on: Reader,
  named: Named,
  { now, abandonedAfterDays }: { now: Instant; abandonedAfterDays: number },
): Promise<Map<string, Measured>> {
  const before = new Date(now - abandonedAfterDays * dayMs);
  const found = [
    ...(await ofItems(on, named)),
    ...ofPages(named, await pageEnds(on, before)),
    ...(await ofPace(on, named)),
    ...(await ofExercises(on, named, before)),
  ].filter(({ evidence }) => evidence.people >= measuredPeopleMin);
  return new Map(found.map((one) => [keyOfPlace(one.place), one]));
}

const measured = (place: FeedbackPlace, seen: Partial<Evidence>): Measured => ({ place, evidence: { ...nothingSeen, ...seen } });

async function ofItems(on: Reader, named: Named): Promise<Measured[]> {
  const answers = await checkAnswers(on, null);
  return [...named.modules.values()].flatMap(({ module }) =>
    linesOf(module, answers, new Map()).map((line) =>
      measured(
        { activity: 'module', activityId: module.moduleId, part: 'item', partId: line.itemId },
        {
          people: line.n,
          ease: line.difficulty,
          discrimination: ['turns-the-wrong-way', 'does-not-tell-apart'].includes(line.verdict) ? line.discrimination : null,
          lure: lureOf(line),
        },
      ),
    ),
  );
}

/** Of questions with one right choice. */
function lureOf({ kind, choices }: ItemLine): Evidence['lure'] {
  if (kind !== 'single' || choices.some((choice) => choice.share === null)) return null;
  const shares = (right: boolean) => choices.filter((choice) => choice.right === right).map((choice) => choice.share ?? 0);
  return { wrong: Math.max(0, ...shares(false)), right: Math.max(0, ...shares(true)) };
}

/** Where runs ended that came no further, of those that came there. */
function ofPages(named: Named, ends: readonly PageEnd[]): Measured[] {
  return [...Map.groupBy(ends, (end) => end.module_id)].flatMap(([activityId, mine]) => {
    const pages = named.modules.get(activityId)?.module.pages.length ?? 0;
    return Array.from({ length: pages + 1 }, (_, page) => {
      const came = sum(mine.filter((end) => end.furthest_page >= page || end.passed));
      const left = sum(mine.filter((end) => end.furthest_page === page && !end.passed));
      const place = { activity: 'module', activityId, part: 'page', partId: String(page) } as const;
      return measured(place, { people: came, leaving: came === 0 ? null : left / came });
    });
  });
}

const sum = (ends: readonly PageEnd[]): number => ends.reduce((total, end) => total + end.runs, 0);

async function ofPace(on: Reader, named: Named): Promise<Measured[]> {
  return (await timeSpent(on)).flatMap(({ module_id: activityId, people, median_minutes }) => {
    const planned = named.modules.get(activityId)?.module.minutes;
    if (planned === undefined) return [];
    return [measured({ activity: 'module', activityId, part: 'whole', partId: '' }, { people, pace: median_minutes / planned })];
  });
}

async function ofExercises(on: Reader, named: Named, before: Date): Promise<Measured[]> {
  const tasks = (await loadTaskShares(on)).map(({ exerciseId, taskId, people, share }) =>
    measured({ activity: 'exercise', activityId: exerciseId, part: 'task', partId: taskId }, { people, ease: share }),
  );
  const whole = (await loadExercisePace(on, before)).map(({ exerciseId, people, left, medianMinutes }) => {
    const planned = named.exercises.get(exerciseId)?.minutes;
    const pace = planned === undefined || medianMinutes === null ? null : medianMinutes / planned;
    const place = { activity: 'exercise', activityId: exerciseId, part: 'whole', partId: '' } as const;
    return measured(place, { people, leaving: people === 0 ? null : Math.min(1, left / people), pace });
  });
  return [...tasks, ...whole];
}
