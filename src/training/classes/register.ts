import { every, type LogError } from '#platform/beat.ts';
import type { Deps } from '#platform/deps.ts';
import type { SeatDeps } from './change-seats.ts';
import { sendClassNotices } from './notice-job.ts';
import type { ClassPorts } from './ports.ts';
import { meetingRoutes } from './routes-meetings.ts';
import { ownClassRoutes } from './routes-own.ts';
import { classSetUpRoutes } from './routes-set-up.ts';
import { timetableRoutes } from './routes-timetables.ts';
import { workOnTimetable } from './run-job.ts';

const beatMs = 1_000;

/** Binds the routes of classes, makes timetables and sends invitations, for as long as the server lives. */
export function registerClasses(deps: Deps, ports: ClassPorts): void {
  const { db, clock, server } = deps;
  const seats: SeatDeps = { db, now: () => clock.now(), ports };
  const logError: LogError = (error, doing) => server.log.error({ err: error }, doing);
  const ending = new AbortController();
  const job = { ...seats, logError };
  const ends = [
    every(beatMs, () => workOnTimetable(job, ending.signal), logError, 'timetables'),
    every(beatMs, () => sendClassNotices(job), logError, 'class notices'),
  ];
  server.addHook('preClose', async () => {
    ending.abort();
    await Promise.all(ends.map((end) => end()));
  });
  classSetUpRoutes(deps);
  meetingRoutes(deps, seats);
  ownClassRoutes(deps, seats);
  timetableRoutes(deps, seats);
}
