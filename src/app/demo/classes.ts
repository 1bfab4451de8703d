import { listPeople, listPlaces } from '#directory/contract.ts';
import { addDays, type LocalDate } from '#kernel/time.ts';
import type { Call } from '#platform/http/call.ts';
import * as training from '#training/contract.ts';

/*
 * Classes of the waves to come: courses, rooms, trainers, and a timetable that seats whoever still needs one. Before the coverage plan, so that
 * trainers support at the elbow in the hours in which they do not teach.
 */
const courses = [
  { courseId: 'class-mar', name: 'Medication with the scanner', competencyId: 'mar-barcode', roles: ['nurse'], level: 2 },
  { courseId: 'class-cpoe', name: 'Orders and order sets', competencyId: 'cpoe-medication', roles: ['physician'], level: 2 },
  { courseId: 'class-front-desk', name: 'Registration without duplicates', competencyId: 'registration', roles: ['front-desk'], level: 2 },
] as const;
/** What nurses and physicians of the demo said hurts on paper. */
const pains = [
  ['nurse-mar', 'Doses are charted from memory at the end of the round', 4],
  ['nurse-orders', 'New orders are found only by leafing through every chart', 4],
  ['physician-medication', 'Orders come back because they could not be read', 5],
  ['desk-search', 'The same patient has three folders', 4],
] as const;
const seconds = { S: 2, M: 5, L: 15 } as const;
const trainersMax = 14;
const waitMs = 250;

export async function furnishClasses(
  call: Call,
  { size, today }: { readonly size: 'S' | 'M' | 'L'; readonly today: LocalDate },
  note: (line: string) => void,
): Promise<void> {
  const { sites } = await call(listPlaces, {});
  const { people: trainers } = await call(listPeople, { query: { jobRole: 'trainer', limit: trainersMax } });
  if (trainers.length === 0 || sites.length === 0) return;
  await call(training.addDefaultMatrix, {});
  await call(training.addStartingMaps, {});
  for (const [taskId, text, severity] of pains)
    await call(training.addPainPoint, { params: { taskId }, body: { text, severity, source: 'interview' } });
  for (const { courseId, name, competencyId, level } of courses) {
    await call(training.saveCourse, { params: { courseId }, body: { name, minutes: 240, seatsMax: 12, after: [] } });
    await call(training.saveTeachings, {
      body: { activity: 'class', activityId: courseId, teaches: [{ competencyId, level, proof: 'attended' }] },
    });
  }
  for (const { siteId, name } of sites)
    for (const [i, seats] of (siteId === sites[0]?.siteId ? [12, 12, 10] : [8]).entries())
      await call(training.saveRoom, {
        params: { roomId: `${siteId}-room-${i + 1}` },
        body: { name: `${name}, training room ${i + 1}`, siteId, seats },
      });
  for (const [i, { personId }] of trainers.entries()) {
    const may = courses.filter((_, at) => at === i % courses.length || at === (i + 1) % courses.length).map(({ courseId }) => courseId);
    await call(training.saveTrainer, { params: { personId }, body: { courses: may, sites: sites.map(({ siteId }) => siteId) } });
  }
  const { runId } = await call(training.startTimetable, {
    body: { from: addDays(today, 1), to: addDays(today, 28), seconds: seconds[size] },
  });
  let run = await call(training.getTimetable, { params: { runId } });
  while (run.state === 'due' || run.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    run = await call(training.getTimetable, { params: { runId } });
  }
  if (run.state !== 'made') throw new Error(`No timetable was made: ${run.problem}`);
  const published = await call(training.publishTimetable, { params: { runId } });
  note(
    `  ${published.meetings} classes for ${published.seats} seats, ${run.summary?.unplaced ?? 0} people without a seat, each with the reason`,
  );
}
