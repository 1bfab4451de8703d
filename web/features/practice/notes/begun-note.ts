import type { DocumentReference } from '../fhir/documents.ts';
import { keepBegun } from '../shell/begun.ts';
import type { NoteTemplate } from './phrases.ts';

/** A note that is being written: who reads something else meanwhile, here or in another part of the chart, finds it again. */
export interface BegunNote {
  /** Name of its template: several share a code. */
  readonly template: NoteTemplate['name'];
  /** Kept unsigned earlier. */
  readonly draft: DocumentReference | null;
  /** As it stands; null: as the template fills it. */
  readonly text: string | null;
}

export const useBegunNote = keepBegun<BegunNote | null>('note', null);
