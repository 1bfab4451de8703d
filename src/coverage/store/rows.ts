import type { Selectable } from 'kysely';
import type { Exposure, Outreach, Presence, ShiftDefinition, SignOff, Supporter, UnitNeed } from '../core/facts.ts';
import type { Need } from '../core/need.ts';
import type { Assignment, Uncovered } from '../core/plan/plan.ts';
import { iso, type Columns } from './bulk.ts';
import type { AssignmentTable, CoverageTables, UncoveredTable } from './tables.ts';

/*
 * How each fact lies in its table: columns with their types, the row of a fact, and the fact of a row.
 */
type Row<T extends keyof CoverageTables> = Selectable<CoverageTables[T]>;

export interface Shape<Fact, T extends keyof CoverageTables> {
  readonly table: T;
  readonly columns: Columns;
  readonly key: readonly string[];
  readonly toRow: (fact: Fact) => Record<string, unknown>;
  readonly toFact: (row: Row<T>) => Fact;
}

export const shiftShape: Shape<ShiftDefinition, 'coverage_shift'> = {
  table: 'coverage_shift',
  columns: { shift_id: 'text', starts: 'text', ends: 'text', night: 'boolean' },
  key: ['shift_id'],
  toRow: (shift) => ({ shift_id: shift.shiftId, starts: shift.start, ends: shift.end, night: shift.night }),
  toFact: (row) => ({ shiftId: row.shift_id, start: row.starts, end: row.ends, night: row.night }),
};

export const supporterShape: Shape<Supporter, 'coverage_supporter'> = {
  table: 'coverage_supporter',
  columns: {
    person_id: 'text',
    kind: 'text',
    knows: 'jsonb',
    sites: 'jsonb',
    shifts: 'jsonb',
    max_hours_week: 'float8',
    min_rest_hours: 'float8',
    max_consecutive_days: 'int',
    cost_per_hour: 'float8',
    available_from: 'date',
    available_to: 'date',
    unavailable: 'jsonb',
  },
  key: ['person_id'],
  toRow: (one) => ({
    person_id: one.personId,
    kind: one.kind,
    knows: one.knows,
    sites: one.sites,
    shifts: one.shifts,
    max_hours_week: one.maxHoursWeek,
    min_rest_hours: one.minRestHours,
    max_consecutive_days: one.maxConsecutiveDays,
    cost_per_hour: one.costPerHour,
    available_from: one.availableFrom,
    available_to: one.availableTo,
    unavailable: one.unavailable,
  }),
  toFact: (row) => ({
    personId: row.person_id,
    kind: row.kind as Supporter['kind'],
    knows: row.knows,
    sites: row.sites,
    shifts: row.shifts,
    maxHoursWeek: row.max_hours_week,
    minRestHours: row.min_rest_hours,
    maxConsecutiveDays: row.max_consecutive_days,
    costPerHour: row.cost_per_hour,
    availableFrom: row.available_from,
    availableTo: row.available_to,
    unavailable: row.unavailable,
  }),
};

export const unitNeedShape: Shape<UnitNeed, 'coverage_unit_need'> = {
  table: 'coverage_unit_need',
  columns: {
    unit_need_id: 'text',
    unit_id: 'text',
    shift_id: 'text',
    from_date: 'date',
    to_date: 'date',
    weekdays: 'jsonb',
    headcount: 'int',
    topic: 'text',
  },
  key: ['unit_need_id'],
  toRow: (need) => ({
    unit_need_id: [need.unitId, need.shiftId, need.from, need.to, need.weekdays.join(''), need.topic].join(' '),
    unit_id: need.unitId,
    shift_id: need.shiftId,
    from_date: need.from,
    to_date: need.to,
    weekdays: need.weekdays,
    headcount: need.headcount,
    topic: need.topic,
  }),
  toFact: (row) => ({
    unitId: row.unit_id,
    shiftId: row.shift_id,
    from: row.from_date,
    to: row.to_date,
    weekdays: row.weekdays,
    headcount: row.headcount,
    topic: row.topic,
  }),
};

export const presenceShape: Shape<Presence, 'coverage_presence'> = {
  table: 'coverage_presence',
  columns: {
    presence_id: 'text',
    person_id: 'text',
    unit_id: 'text',
    starts_at: 'timestamptz',
    ends_at: 'timestamptz',
    kind: 'text',
    source: 'text',
    confidence: 'float8',
  },
  key: ['presence_id'],
  toRow: (one) => ({
    presence_id: one.presenceId,
    person_id: one.personId,
    unit_id: one.unitId,
    starts_at: iso(one.start),
    ends_at: iso(one.end),
    kind: one.kind,
    source: one.source,
    confidence: one.confidence,
  }),
  toFact: (row) => ({
    presenceId: row.presence_id,
    personId: row.person_id,
    unitId: row.unit_id,
    start: row.starts_at.getTime(),
    end: row.ends_at.getTime(),
    kind: row.kind as Presence['kind'],
    source: row.source as Presence['source'],
    confidence: row.confidence,
  }),
};

export const exposureShape: Shape<Exposure, 'coverage_exposure'> = {
  table: 'coverage_exposure',
  columns: { person_id: 'text', on_date: 'date', unit_id: 'text', live_rounds: 'int', supported_rounds: 'int' },
  key: ['person_id', 'on_date', 'unit_id'],
  toRow: (one) => ({
    person_id: one.personId,
    on_date: one.date,
    unit_id: one.unitId,
    live_rounds: one.liveRounds,
    supported_rounds: one.supportedRounds,
  }),
  toFact: (row) => ({
    personId: row.person_id,
    date: row.on_date,
    unitId: row.unit_id,
    liveRounds: row.live_rounds,
    supportedRounds: row.supported_rounds,
  }),
};

export const outreachShape: Shape<Outreach, 'coverage_outreach'> = {
  table: 'coverage_outreach',
  columns: { outreach_id: 'text', person_id: 'text', starts_at: 'timestamptz', ends_at: 'timestamptz', minutes: 'int', note: 'text' },
  key: ['outreach_id'],
  toRow: (one) => ({
    outreach_id: one.outreachId,
    person_id: one.personId,
    starts_at: iso(one.start),
    ends_at: iso(one.end),
    minutes: one.minutes,
    note: one.note,
  }),
  toFact: (row) => ({
    outreachId: row.outreach_id,
    personId: row.person_id,
    start: row.starts_at.getTime(),
    end: row.ends_at.getTime(),
    minutes: row.minutes,
    note: row.note,
  }),
};

export const signOffOf = (row: Row<'coverage_sign_off'>): SignOff => ({ unitId: row.unit_id, shiftId: row.shift_id, from: row.from_date });

export const needColumns: Columns = {
  plan_id: 'text',
  need_id: 'text',
  starts_at: 'timestamptz',
  ends_at: 'timestamptz',
  on_date: 'date',
  unit_id: 'text',
  person_id: 'text',
  need: 'jsonb',
  changed: 'int',
};
export const needRow = (planId: string, need: Need, changed: number): Record<string, unknown> => ({
  plan_id: planId,
  need_id: need.id,
  starts_at: iso(need.start),
  ends_at: iso(need.end),
  on_date: need.date,
  unit_id: need.unitId,
  person_id: need.personId,
  need,
  changed,
});
export const needOf = (row: { need: unknown }): Need => row.need as Need;

export const assignmentColumns: Columns = {
  plan_id: 'text',
  assignment_id: 'text',
  person_id: 'text',
  starts_at: 'timestamptz',
  ends_at: 'timestamptz',
  kind: 'text',
  unit_id: 'text',
  shift_id: 'text',
  need_ids: 'jsonb',
  cost: 'float8',
  changed: 'int',
};
export const assignmentRow = (planId: string, one: Assignment, changed: number): Record<string, unknown> => ({
  plan_id: planId,
  assignment_id: one.id,
  person_id: one.personId,
  starts_at: iso(one.start),
  ends_at: iso(one.end),
  kind: one.kind,
  unit_id: one.unitId,
  shift_id: one.shiftId,
  need_ids: one.needIds,
  cost: one.cost,
  changed,
});

/** An assignment as it lies in a plan: with what hands have done to it. */
export interface PlacedAssignment extends Assignment {
  readonly locked: boolean;
  readonly removed: boolean;
  readonly changed: number;
  readonly version: number;
}

export const assignmentOf = (row: Selectable<AssignmentTable>): PlacedAssignment => ({
  id: row.assignment_id,
  personId: row.person_id,
  start: row.starts_at.getTime(),
  end: row.ends_at.getTime(),
  kind: row.kind as Assignment['kind'],
  unitId: row.unit_id,
  shiftId: row.shift_id,
  needIds: row.need_ids as string[],
  cost: row.cost,
  locked: row.locked,
  removed: row.removed_at !== null,
  changed: row.changed,
  version: row.version,
});

export const uncoveredColumns: Columns = {
  plan_id: 'text',
  need_id: 'text',
  missing: 'float8',
  starts_at: 'timestamptz',
  ends_at: 'timestamptz',
  reason: 'text',
  text: 'text',
};
export const uncoveredRow = (planId: string, one: Uncovered): Record<string, unknown> => ({
  plan_id: planId,
  need_id: one.needId,
  missing: one.missing,
  starts_at: iso(one.start),
  ends_at: iso(one.end),
  reason: one.reason,
  text: one.text,
});
export const uncoveredOf = (row: Selectable<UncoveredTable>): Uncovered => ({
  needId: row.need_id,
  missing: row.missing,
  start: row.starts_at.getTime(),
  end: row.ends_at.getTime(),
  reason: row.reason as Uncovered['reason'],
  text: row.text,
});
