import { Button, Menu, Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from '../chart/chart.module.css';
import { momentText, nearText } from '../chart/chart-time.ts';
import { hasCode, idOf, textOf } from '../fhir/codes.ts';
import type { DocumentReference } from '../fhir/documents.ts';
import type { Task } from '../fhir/resources.ts';
import { putEntry, usePatientList, useTransaction } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { oneTabStop } from '../shell/one-tab-stop.ts';
import { usePlace } from '../shell/place.ts';
import { arrowWalk } from '../shell/use-arrow-walk.ts';
import { useCommands } from '../shell/commands.ts';
import { useBegunNote } from './begun-note.ts';
import { CoSignForm } from './CoSignForm.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import { noteText } from './note-text.ts';
import { noteTemplates } from './phrases.ts';
import { useNotes } from './use-notes.ts';

/** Notes: read, write from a template, sign, co-sign. */
export function NotesScreen() {
  const { patientId } = usePatient();
  const { role, now, zone, closed, note: tell } = useAttempt();
  const place = usePlace();
  const { notes, isPending, error } = useNotes();
  const [begun, change] = useBegunNote(patientId);
  // Whoever comes to read a certain note reads it; what was begun waits beside.
  const [aside, setAside] = useState(() => Boolean(place.item));
  const chosen = notes.find((one) => one.id === place.item) ?? null;
  const id = chosen?.id;
  useEffect(() => {
    if (id) tell({ kind: 'viewed', patient: `Patient/${patientId}`, target: `DocumentReference/${id}` });
  }, [id, patientId, tell]);
  const templates = noteTemplates.filter((one) => one.roles.includes(role));
  const template = begun && (noteTemplates.find((one) => one.name === begun.template) ?? noteTemplates[0]);
  const writing = template !== undefined && template !== null && !aside && !closed;
  const goOn = (): void => setAside(false);
  const write = (name: string, draft: DocumentReference | null = null): void => {
    change(() => ({ template: name, draft, text: null }));
    goOn();
  };
  const open = (draft: DocumentReference): void => {
    const of = [...templates, ...noteTemplates].find((one) => hasCode(draft.type, one.code)) ?? noteTemplates[0];
    if (of) write(of.name, draft);
  };
  const ways = template
    ? [{ label: `Go on writing: ${template.name}`, run: goOn }]
    : templates.map(({ name }) => ({ label: `Write: ${name}`, run: () => write(name) }));
  useCommands(closed || writing ? [] : ways.map((way) => ({ key: way.label, group: 'Here', ...way })));
  return (
    <>
      <h1 className="screen-reader">Notes</h1>
      <ProblemAlert error={error} title="The notes could not be read" />
      <div className={css.two}>
        <div>
          {!closed && !template && templates.length > 0 && (
            <Menu position="bottom-start" width="target">
              <Menu.Target>
                <Button fullWidth mb="sm" data-start>
                  Write a note
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {templates.map(({ name }) => (
                  <Menu.Item key={name} onClick={() => write(name)}>
                    {name}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
          {!closed && template && (
            <Button fullWidth mb="sm" data-start disabled={writing} onClick={goOn}>
              Go on writing
            </Button>
          )}
          {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrow keys move between the buttons inside */}
          <div className={css.pane} style={{ padding: 0 }} ref={oneTabStop} onKeyDown={arrowWalk}>
            {isPending && <Skeleton height={120} aria-busy="true" />}
            <ul className={css.list}>
              {notes.map((one) => (
                <li key={one.id} className={one.id === id && !writing ? css.chosen : undefined}>
                  <span className={css.main}>
                    <button
                      type="button"
                      data-walk
                      className={css.link}
                      aria-current={one.id === id || undefined}
                      onClick={() => {
                        setAside(true);
                        place.go({ patient: patientId, screen: 'notes', item: one.id ?? '' });
                      }}
                    >
                      {textOf(one.type) || 'Note'}
                    </button>
                    <div className={css.quiet}>
                      {one.author?.[0]?.display}
                      {one.docStatus === 'preliminary' && ' · not signed'}
                    </div>
                  </span>
                  <span className={css.when}>{nearText(one.date, now(), zone)}</span>
                </li>
              ))}
              {!isPending && notes.length === 0 && <li className={css.quiet}>No notes yet.</li>}
            </ul>
          </div>
        </div>
        <div className={css.pane}>
          {writing && begun ? (
            <NoteEditor
              key={begun.draft?.id ?? begun.template}
              template={template}
              begun={begun}
              onText={(text) => change((before) => before && { ...before, text })}
              onClose={() => change(() => null)}
              onSaved={(saved) => {
                change(() => null);
                place.go({ patient: patientId, screen: 'notes', item: saved.id ?? '' });
              }}
            />
          ) : chosen ? (
            <NoteText note={chosen} zone={zone} onEdit={begun ? null : () => open(chosen)} />
          ) : (
            <EmptyState title={notes.length > 0 || isPending ? 'Choose a note to read it' : 'Nobody has written a note yet'}>
              {templates.length > 0
                ? 'Or write one: templates fill themselves from the chart.'
                : 'Notes are written by those who care for the patient.'}
            </EmptyState>
          )}
        </div>
      </div>
    </>
  );
}

function NoteText({ note, zone, onEdit }: { note: DocumentReference; zone: string; onEdit: (() => void) | null }) {
  const { patientId } = usePatient();
  const { learner, closed } = useAttempt();
  const tasks = usePatientList<Task>('Task', patientId);
  const save = useTransaction();
  const mine = note.author?.[0]?.reference === learner.reference;
  const unsigned = note.docStatus === 'preliminary';
  const coSign = tasks.list.find((task) => hasCode(task.code, 'co-sign') && idOf(task.focus) === note.id && task.status === 'requested');
  const isMineToCoSign = coSign?.owner?.reference === learner.reference;
  return (
    <article>
      <h2 style={{ margin: 0, fontSize: '1rem' }}>{textOf(note.type) || 'Note'}</h2>
      <div className={css.quiet} style={{ marginBottom: 12 }}>
        {note.author?.[0]?.display}, {momentText(note.date, zone)}
        {unsigned ? ' · not signed' : note.authenticator ? ` · signed by ${note.authenticator.display ?? ''}` : ''}
        {note.docStatus === 'amended' && ' · amended'}
      </div>
      <div className={css.note}>{noteText(note)}</div>
      <ProblemAlert error={save.error} title="It was not signed" />
      {unsigned && mine && !closed && (
        <div className={css.row} style={{ marginTop: 16 }}>
          {onEdit && (
            <Button variant="default" onClick={onEdit}>
              Go on writing
            </Button>
          )}
          <Button loading={save.isPending} onClick={() => save.mutate([putEntry({ ...note, docStatus: 'final', authenticator: learner })])}>
            Sign
          </Button>
        </div>
      )}
      {coSign && isMineToCoSign && !closed && <CoSignForm key={note.meta?.versionId} note={note} task={coSign} />}
      {coSign && !isMineToCoSign && <p className={css.quiet}>Waits for the signature of {coSign.owner?.display ?? 'the attending'}.</p>}
    </article>
  );
}
