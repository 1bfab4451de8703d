import { concept, referenceTo } from '../fhir/codes.ts';
import type { TransactionEntry } from '../fhir/client.ts';
import type { DocumentReference } from '../fhir/documents.ts';
import type { Reference } from '../fhir/elements.ts';
import { ourSystems } from '../fhir/ours.ts';
import type { Task } from '../fhir/resources.ts';
import { putEntry } from '../fhir/use-fhir.ts';
import { attachmentOf } from './note-text.ts';

/** What an attending says of their own part: what makes a trainee's note theirs as well. */
export const attestations = [
  { name: 'Seen and agreed', text: 'I saw and examined the patient, discussed the plan with the author, and agree with this note.' },
  { name: 'Discussed, not seen', text: 'I discussed the patient and the plan with the author. I have not seen the patient myself today.' },
] as const;

interface Signing {
  readonly note: DocumentReference;
  readonly task: Task;
  readonly learner: Reference;
  readonly at: string;
}

/** The note as it becomes the attending's too: their attestation stands below it, and what they corrected is marked as amended. */
export function coSignEntries(
  { note, task, learner, at }: Signing,
  text: string,
  attestation: string,
  isAmended: boolean,
): TransactionEntry[] {
  const [first, ...others] = note.content;
  const whole = `${text.trim()}\n\nATTESTATION (${learner.display ?? 'attending'})\n${attestation.trim()}`;
  return [
    putEntry<DocumentReference>({
      ...note,
      docStatus: isAmended ? 'amended' : 'final',
      authenticator: learner,
      content: [{ attachment: { ...first?.attachment, ...attachmentOf(whole) } }, ...others],
    }),
    putEntry<Task>({ ...task, status: 'completed', lastModified: at }),
  ];
}

/** Back to its author, unsigned, with what is wrong: it comes again when it is right. */
export function sendBackEntries({ note, task, learner, at }: Signing, words: string): TransactionEntry[] {
  const author = note.author?.[0];
  return [
    putEntry<Task>({ ...task, status: 'rejected', statusReason: { text: words.trim() }, lastModified: at }),
    putEntry<Task>({
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      priority: 'routine',
      code: concept(ourSystems.task, 'revise-note', 'Revise a note'),
      description: 'A note of yours came back unsigned',
      focus: referenceTo(note),
      ...(task.for ? { for: task.for } : {}),
      authoredOn: at,
      lastModified: at,
      requester: learner,
      ...(author ? { owner: author } : {}),
      note: [{ text: words.trim(), time: at }],
    }),
  ];
}
