import type { Answer } from '#platform/http/route.ts';
import type { getForAuthor, getHospitalForAuthors } from '#sandbox/contract.ts';
import type { FormFields } from './form-model.ts';

export type AuthoredExercise = Answer<typeof getForAuthor>;
export type Hospital = Answer<typeof getHospitalForAuthors>;
export type Path = readonly (string | number)[];

/** What each part of the form gets. */
export interface FormProps {
  readonly text: string;
  readonly fields: FormFields;
  readonly readOnly: boolean;
  readonly hospital: Hospital | null;
  readonly onEdit: (text: string) => void;
  /** Shows the place of a path in the file. */
  readonly onShow: (path: Path) => void;
}
