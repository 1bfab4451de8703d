import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';

interface NeedsTables {
  training_workflow: { job_role: string; today: unknown; future: unknown; version: number; changed_at: Date; changed_by: string };
  training_task: {
    task_id: string;
    job_role: string;
    name: string;
    times_a_week: number;
    harm: number;
    change: number;
    competency_id: string | null;
    version: number;
  };
  training_pain_point: {
    pain_id: string;
    task_id: string;
    text: string;
    severity: number;
    source: 'interview' | 'survey' | 'observation' | 'ticket';
    at: Date;
    by_name: string;
  };
  training_survey_answer: { task_id: string; person_id: string; times_a_week: number; worry: number; comment: string; at: Date };
}

export type Reader = Db | Tx;
export const needsTables = tablesIn<NeedsTables>;
