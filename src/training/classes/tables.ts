import type { Generated } from 'kysely';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';
import type { Meeting, SeatState } from '../core/classes/seats.ts';

export interface ClassTables {
  training_course: { course_id: string; name: string; minutes: number; seats_max: number; after: string[]; retired_at: Date | null };
  training_room: { room_id: string; name: string; site_id: string; seats: number; retired_at: Date | null };
  training_room_closed: { closed_id: string; room_id: string; starts_at: Date; ends_at: Date; reason: string };
  training_trainer: { person_id: string; courses: string[]; sites: string[]; retired_at: Date | null };
  training_trainer_away: { away_id: string; person_id: string; starts_at: Date; ends_at: Date };
  training_learner_shift: { person_id: string; starts_at: Date; ends_at: Date };
  training_unit_away: { unit_id: string; away_max: number };
  class_meeting: {
    meeting_id: string;
    course_id: string;
    room_id: string;
    trainer_id: string;
    starts_at: Date;
    ends_at: Date;
    seats: number;
    state: Meeting['state'];
    code: string;
    sequence: Generated<number>;
    created_at: Date;
  };
  class_practice: { meeting_id: string; practice_class_id: string; code: string; opened_at: Date; opened_by: string };
  class_seat: {
    meeting_id: string;
    person_id: string;
    state: SeatState;
    asked_at: Date;
    place: Generated<number>;
    changed_at: Date;
  };
  timetable_run: {
    run_id: string;
    from_date: string;
    to_date: string;
    seed: number;
    seconds_max: number;
    created_at: Date;
    created_by: string;
    state: 'due' | 'running' | 'made' | 'failed' | 'published';
    progress: unknown;
    result: unknown;
    problem: string | null;
    stop_asked: Generated<boolean>;
    attempts: Generated<number>;
    lease_holder: string | null;
    lease_until: Date | null;
  };
  class_notice: {
    notice_id: string;
    meeting_id: string;
    person_id: string;
    kind: 'invite' | 'cancel' | 'reminder';
    sequence: number;
    due_at: Date;
    state: Generated<'due' | 'sent' | 'none'>;
    tries: Generated<number>;
    lease_until: Date | null;
  };
}

export type Reader = Db | Tx;
export const classTables = tablesIn<ClassTables>;

/** Names of tables that hold classes, rooms or trainers: changed under one lock, so that nobody takes a room twice. */
export const classLockKey = 724_047;
