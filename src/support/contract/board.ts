import { z } from 'zod';
import { InstantMs } from '#coverage/contract.ts';
import { route } from '#platform/http/route.ts';
import { Downtime, Incident } from './incidents.ts';

const Int = z.number().int();

const Waits = z.object({
  asked: Int,
  helped: Int,
  gaveUp: Int,
  waiting: Int,
  p50Minutes: z.number().nullable(),
  p90Minutes: z.number().nullable(),
});

/** The command centre's wall at one moment; figures, units and issue titles only, nothing that an asker typed. */
export const WallBoard = z.object({
  at: InstantMs,
  zone: z.string(),
  queue: z.object({
    waiting: Int,
    providersWaiting: Int,
    oldestMinutes: z.number().nullable(),
    oldestUnitId: z.string().nullable(),
    gaps: Int,
    beingHelped: Int,
    toConfirm: Int,
  }),
  /** Of those who asked in the last hour; who gave up or waits yet counts as having waited longer (Kaplan-Meier). */
  waits: z.object({ all: Waits, provider: Waits, other: Waits }),
  units: z.array(z.object({ unitId: z.string(), need: Int, onDuty: Int, free: Int, silent: Int, waiting: Int })),
  byPhone: z.object({ onDuty: Int, free: Int }),
  heat: z.object({
    hours: z.array(InstantMs),
    rows: z.array(z.object({ unitId: z.string(), counts: z.array(Int), total: Int })),
    max: Int,
  }),
  top: z.array(z.object({ kind: z.enum(['issue', 'topic']), id: z.string(), title: z.string(), count: Int, lastHour: Int, open: Int })),
  /** What the published plan leaves uncovered in the next twelve hours, soonest first. */
  gaps: z.array(
    z.object({
      unitId: z.string().nullable(),
      kind: z.enum(['unit', 'round', 'outreach']),
      start: InstantMs,
      end: InstantMs,
      missing: z.number(),
      topic: z.string(),
      reason: z.string(),
    }),
  ),
  /** Names of the units named above. */
  unitNames: z.record(z.string(), z.string()),
  incident: Incident.nullable(),
  downtimes: z.array(Downtime),
});
export type WallBoard = z.infer<typeof WallBoard>;

export const getWallBoard = route({
  method: 'GET',
  path: '/api/support/board',
  summary: 'The command centre at this moment: queue, waits, cover by unit, heat map, top ten, gaps ahead, major incident, downtime.',
  access: 'support.answer',
  response: WallBoard,
});
