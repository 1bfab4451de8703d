import { Skeleton } from '@mantine/core';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { textOf } from '../fhir/codes.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { usePlace } from '../shell/place.ts';
import { useNotes } from '../notes/use-notes.ts';
import css from './chart.module.css';
import { nearText } from './chart-time.ts';

/** The newest notes, each a link to its text. */
export function NotesBlock() {
  const { patientId } = usePatient();
  const { now, zone } = useAttempt();
  const place = usePlace();
  const { notes, isPending, error } = useNotes();
  return (
    <Section title="Notes" flush>
      <ProblemAlert error={error} />
      {isPending && <Skeleton height={60} />}
      {!isPending && notes.length === 0 && <p className={css.none}>No notes yet.</p>}
      <ul className={css.list}>
        {notes.slice(0, 6).map((note) => (
          <li key={note.id}>
            <span className={css.main}>
              <button
                type="button"
                className={css.link}
                onClick={() => place.go({ patient: patientId, screen: 'notes', item: note.id ?? '' })}
              >
                {textOf(note.type) || 'Note'}
              </button>{' '}
              <span className={css.quiet}>{note.author?.[0]?.display}</span>
            </span>
            <span className={css.when}>{nearText(note.date, now(), zone)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
