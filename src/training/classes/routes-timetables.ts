import { findPeople, loadUnits } from '#directory/index.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid, notFound, Problem } from '#platform/http/problem.ts';
import type { Reader } from './tables.ts';
import * as contract from '../contract/timetables.ts';
import type { SeatDeps } from './change-seats.ts';
import { forecastUnits } from './forecast-units.ts';
import { publishRun } from './publish.ts';
import { askToStop, findRun, insertRun, listRuns, type RunResult, type RunRow } from './runs.ts';
import { applyMending, mendWithout, type Mending } from './trainer-away.ts';

export function timetableRoutes({ db, clock, server }: Deps, { ports }: SeatDeps): void {
  bind(server, contract.startTimetable, ({ body, actor }) =>
    db.tx(async (tx) => {
      if (body.to < body.from) throw invalid('The last day must not be before the first.');
      const row = await insertRun(tx, { ...body, by: actor.name }, clock.now());
      await audit(tx, actor, { action: 'training.timetable-started', subjectKind: 'timetable', subjectId: row.run_id }, clock.now());
      return viewOf(row);
    }),
  );

  bind(server, contract.listTimetables, async () => ({ runs: (await listRuns(db)).map(viewOf) }));

  bind(server, contract.getTimetable, async ({ params }) => {
    const row = await mustFind(db, params.runId);
    const result = row.result as RunResult | null;
    const slots = new Map((result?.slots ?? []).map((slot) => [slot.slotId, slot]));
    const names = await namesOf(db, [...new Set((result?.unplaced ?? []).map(({ personId }) => personId))]);
    return {
      ...viewOf(row),
      meetings: (result?.meetings ?? []).map(({ courseId, roomId, trainerId, slotId, learnerIds }) => {
        const slot = slots.get(slotId);
        return { courseId, roomId, trainerId, start: slot?.start ?? 0, end: slot?.end ?? 0, learners: learnerIds.length };
      }),
      unplaced: (result?.unplaced ?? []).map((one) => ({ ...one, name: names.get(one.personId) ?? one.personId })),
    };
  });

  bind(server, contract.stopTimetable, async ({ params }) => {
    await askToStop(db, params.runId);
    return viewOf(await mustFind(db, params.runId));
  });

  bind(server, contract.publishTimetable, ({ params, actor }) =>
    db.tx(async (tx) => {
      const row = await mustFind(tx, params.runId);
      if (row.state !== 'made')
        throw new Problem(409, 'not-made', 'Only a timetable that is finished and not yet published can be published.');
      return publishRun(tx, row.run_id, row.result as RunResult, actor, clock.now());
    }),
  );

  bind(server, contract.reportTrainerAway, async ({ params, body: { start, end, apply }, actor }) => {
    if (end <= start) throw invalid('The end must be after the start.');
    const away = { personId: params.personId, start, end };
    return db.tx(async (tx) => {
      const mending = await mendWithout(tx, ports, away, clock.now());
      if (apply) await applyMending(tx, mending, away, actor, clock.now());
      return mendingView(tx, mending);
    });
  });

  bind(server, contract.forecastUnits, async () => forecastUnits(db, clock.now(), await loadUnits(db)));
}

async function mustFind(on: Reader, runId: string): Promise<RunRow> {
  const row = await findRun(on, runId);
  if (!row) throw notFound('This timetable');
  return row;
}

async function namesOf(on: Reader, personIds: readonly string[]): Promise<Map<string, string>> {
  return new Map((await findPeople(on, [...new Set(personIds)])).map((one) => [one.personId, `${one.givenName} ${one.familyName}`]));
}

function viewOf(row: RunRow): contract.TimetableRun {
  const result = row.result as RunResult | null;
  const seated = (result?.meetings ?? []).reduce((sum, { learnerIds }) => sum + learnerIds.length, 0);
  return {
    runId: row.run_id,
    from: row.from_date,
    to: row.to_date,
    createdAt: row.created_at.getTime(),
    createdBy: row.created_by,
    state: row.state,
    progress: row.progress as contract.TimetableRun['progress'],
    problem: row.problem,
    summary: result && {
      meetings: result.meetings.length,
      bound: result.bound,
      seats: result.seats,
      seated,
      unplaced: result.unplaced.length,
      seconds: result.seconds,
    },
  };
}

async function mendingView(on: Reader, { mended, slots }: Mending) {
  const startOf = new Map(slots.map((slot) => [slot.slotId, slot.start]));
  const people = [...mended.moved.map(({ personId }) => personId), ...mended.substitutions.flatMap((one) => [one.from, one.to])];
  const names = await namesOf(on, people);
  const name = (id: string): string => names.get(id) ?? id;
  return {
    substitutions: mended.substitutions.map(({ meetingId, courseId, slotId, from, to }) => ({
      meetingId,
      courseId,
      start: startOf.get(slotId) ?? 0,
      from: name(from),
      to: name(to),
    })),
    cancelled: mended.cancelled.length,
    added: mended.meetings.filter(({ meetingId }) => meetingId === null).length,
    moved: mended.moved.map(({ personId, courseId, from, to }) => ({
      personId,
      courseId,
      name: name(personId),
      from: startOf.get(from) ?? 0,
      to: to === null ? null : (startOf.get(to) ?? 0),
    })),
  };
}
