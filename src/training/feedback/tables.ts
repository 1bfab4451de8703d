import type { Generated } from 'kysely';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';
import type { FeedbackPlace, SaidKind } from '../contract/feedback.ts';

/** The tables of feedback, as `migrations/0100-feedback.sql` has them. */
interface PlaceColumns {
  activity: FeedbackPlace['activity'];
  activity_id: string;
  part: FeedbackPlace['part'];
  part_id: string;
}

interface FeedbackTables {
  training_feedback: PlaceColumns & {
    feedback_id: string;
    feedback_key: string;
    person_id: string;
    version: number;
    said: SaidKind;
    comment: string;
    named: boolean;
    at: Date;
    repair_id: string | null;
    answer_seen_at: Date | null;
  };
  training_repair: PlaceColumns & {
    repair_id: string;
    taken_by: string;
    taken_at: Date;
    outcome: 'repaired' | 'answered' | null;
    version: number | null;
    you_said: Generated<string>;
    answer: Generated<string>;
    hindered_then: Generated<number>;
    closed_by: string | null;
    closed_at: Date | null;
  };
}

export type Reader = Db | Tx;
export const feedbackTables = tablesIn<FeedbackTables>;

export const columnsOf = ({ activity, activityId, part, partId }: FeedbackPlace): PlaceColumns => ({
  activity,
  activity_id: activityId,
  part,
  part_id: partId,
});
export const placeOf = (row: PlaceColumns): FeedbackPlace => ({
  activity: row.activity,
  activityId: row.activity_id,
  part: row.part,
  partId: row.part_id,
});
export const keyOfPlace = ({ activity, activityId, part, partId }: FeedbackPlace): string => `${activity} ${activityId} ${part} ${partId}`;
