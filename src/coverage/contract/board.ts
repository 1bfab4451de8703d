import { z } from 'zod';
import { ExternalId, LocalDateText, Site, employments } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';
import {
  AssignmentView,
  DateSpan,
  ExposureStateName,
  NeedKindName,
  UncoveredView,
  exposureStates,
  needKinds,
  supporterKinds,
} from './terms.ts';

/*
 * The board is sent as columns: five hundred people for six weeks are some 15,000 assignments, and as objects their keys
 * would be most of the bytes. `unpackBoard` gives objects back. Times in columns are whole minutes since 1970 (UTC);
 * a unit, shift, person, kind or state is its index in the list of that name, -1 for none.
 */
const Int = z.number().int();

export const BoardUnit = z.object({
  unitId: z.string(),
  name: z.string(),
  siteId: z.string(),
  building: z.string(),
  floor: z.string(),
  zone: z.string(),
  specialty: z.string(),
});
export const BoardShift = z.object({ shiftId: z.string(), start: z.string(), end: z.string(), night: z.boolean() });

/** Supporters first, in order of name; then clinicians whom a need concerns (`kind` null). */
export const BoardPerson = z.object({
  personId: z.string(),
  name: z.string(),
  kind: z.enum(supporterKinds).nullable(),
  employment: z.enum(employments),
  jobRole: z.string(),
  knows: z.array(z.string()),
  shifts: z.array(z.string()),
  maxHoursWeek: z.number(),
  /** ISO week -> hours assigned in this plan, in the weeks that the board touches. */
  hours: z.record(z.string(), z.number()),
});
export type BoardPerson = z.infer<typeof BoardPerson>;

export const BoardNeeds = z.object({
  id: z.array(z.string()),
  kind: z.array(Int),
  unit: z.array(Int),
  /** The clinician of a round or an outreach. */
  person: z.array(Int),
  shift: z.array(Int),
  date: z.array(LocalDateText),
  start: z.array(Int),
  end: z.array(Int),
  headcount: z.array(Int),
  /** How many assignments serve it. */
  filled: z.array(Int),
  topic: z.array(z.string()),
  state: z.array(Int),
});

export const BoardAssignments = z.object({
  id: z.array(z.string()),
  person: z.array(Int),
  start: z.array(Int),
  end: z.array(Int),
  kind: z.array(Int),
  unit: z.array(Int),
  shift: z.array(Int),
  /** Indexes into the needs of this answer. */
  needs: z.array(z.array(Int)),
  locked: z.array(Int),
  cost: z.array(z.number()),
  version: z.array(Int),
});

export const BoardAnswer = z.object({
  planId: z.string(),
  name: z.string(),
  /** `published`: what is in force. */
  status: z.enum(['published', 'draft', 'running']),
  /** Grows with each change of the plan; ask for what changed since. */
  version: Int,
  from: LocalDateText,
  to: LocalDateText,
  /** First and last date that the plan holds anything for; null when it is empty. */
  span: DateSpan.nullable(),
  sites: z.array(Site),
  units: z.array(BoardUnit),
  shifts: z.array(BoardShift),
  people: z.array(BoardPerson),
  needs: BoardNeeds,
  assignments: BoardAssignments,
  uncovered: z.array(UncoveredView),
});
export type BoardAnswer = z.infer<typeof BoardAnswer>;

export const BoardNeed = z.object({
  id: z.string(),
  kind: NeedKindName,
  unitId: z.string().nullable(),
  personId: z.string().nullable(),
  shiftId: z.string().nullable(),
  date: LocalDateText,
  start: Int,
  end: Int,
  headcount: Int,
  filled: Int,
  topic: z.string(),
  state: ExposureStateName.nullable(),
});
export type BoardNeed = z.infer<typeof BoardNeed>;

export const getBoard = route({
  method: 'GET',
  path: '/api/coverage/board',
  summary: 'The coverage board: needs, assignments and gaps of a plan (default: the published one) that touch a span of dates.',
  access: 'coverage.read',
  query: z.object({ from: LocalDateText, to: LocalDateText, planId: z.string().optional() }),
  response: BoardAnswer,
});

export const getBoardChanges = route({
  method: 'GET',
  path: '/api/coverage/board/changes',
  summary: 'What changed on the board since a version. `full`: so much that the whole board should be fetched again.',
  access: 'coverage.read',
  query: z.object({ from: LocalDateText, to: LocalDateText, planId: z.string().optional(), since: z.coerce.number().int().min(0) }),
  response: z.object({
    version: Int,
    full: z.boolean(),
    removed: z.array(z.string()),
    assignments: z.array(AssignmentView),
    /** Needs whose number of filled seats may have changed. */
    needs: z.array(BoardNeed),
    /** All gaps of the span: replaces the list held. */
    uncovered: z.array(UncoveredView),
    /** personId -> ISO week -> hours, for everybody assigned in these weeks: replaces the hours held. */
    hours: z.record(ExternalId, z.record(z.string(), z.number())),
  }),
});

const minuteMs = 60_000;

/** The columns as objects; times in milliseconds. */
export function unpackBoard(board: BoardAnswer): { needs: BoardNeed[]; assignments: AssignmentView[] } {
  const { needs: n, assignments: a } = board;
  const unitId = (index: number): string | null => board.units[index]?.unitId ?? null;
  const shiftId = (index: number): string | null => board.shifts[index]?.shiftId ?? null;
  const personId = (index: number): string | null => board.people[index]?.personId ?? null;
  const kindOf = (index: number): BoardNeed['kind'] => needKinds[index] ?? 'unit';
  const at = <T>(column: readonly T[], row: number): T => column[row] as T;
  const needs = n.id.map((id, i): BoardNeed => ({
    id,
    kind: kindOf(at(n.kind, i)),
    unitId: unitId(at(n.unit, i)),
    personId: personId(at(n.person, i)),
    shiftId: shiftId(at(n.shift, i)),
    date: at(n.date, i),
    start: at(n.start, i) * minuteMs,
    end: at(n.end, i) * minuteMs,
    headcount: at(n.headcount, i),
    filled: at(n.filled, i),
    topic: at(n.topic, i),
    state: exposureStates[at(n.state, i)] ?? null,
  }));
  const assignments = a.id.map((id, i): AssignmentView => ({
    id,
    personId: personId(at(a.person, i)) ?? '',
    start: at(a.start, i) * minuteMs,
    end: at(a.end, i) * minuteMs,
    kind: kindOf(at(a.kind, i)),
    unitId: unitId(at(a.unit, i)),
    shiftId: shiftId(at(a.shift, i)),
    needIds: at(a.needs, i).map((need) => at(n.id, need)),
    locked: at(a.locked, i) === 1,
    cost: at(a.cost, i),
    version: at(a.version, i),
  }));
  return { needs, assignments };
}
