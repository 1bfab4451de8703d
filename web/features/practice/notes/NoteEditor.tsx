import { Button, Group, Skeleton, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { toOffsetIso } from '#kernel/time.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { useOnce } from '#web/ui/use-once.ts';
import { plural } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { concept, referenceTo, systems } from '../fhir/codes.ts';
import type { DocumentReference } from '../fhir/documents.ts';
import { ourExtensions } from '../fhir/ours.ts';
import { nameText } from '../fhir/patient-words.ts';
import { useSave } from '../fhir/use-fhir.ts';
import { useIsCatchingUp } from '../downtime/downtime.ts';
import { BackEntryTime } from '../nurse/BackEntryTime.tsx';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import type { BegunNote } from './begun-note.ts';
import { attachmentOf, noteText } from './note-text.ts';
import { expandPhrases, gapsOf, phrases, type NoteTemplate, type PhraseFacts } from './phrases.ts';
import { usePhraseFacts } from './use-phrase-facts.ts';

interface Props {
  template: NoteTemplate;
  begun: BegunNote;
  onText: (text: string) => void;
  onSaved: (note: DocumentReference) => void;
  onClose: () => void;
}

/** Begins when the chart is read: a template that was filled before would say that there are no vital signs and no results. */
export function NoteEditor(props: Props) {
  const facts = usePhraseFacts();
  return facts ? <Editor {...props} facts={facts} /> : <Skeleton height={320} aria-busy="true" />;
}

/** A note from a template. `.vitals ` and the like become the chart's words; `***` must be filled before signing; F2 goes to the next. */
function Editor({ template, begun, onText, onSaved, onClose, facts }: Props & { facts: PhraseFacts }) {
  const { draft } = begun;
  const { patient, encounter } = usePatient();
  const { attemptId, learner, nowIso, zone } = useAttempt();
  const isCatchingUp = useIsCatchingUp(attemptId);
  const [paperAt, setPaperAt] = useState<number | null>(null);
  const save = useSave<DocumentReference>();
  const once = useOnce();
  const [filled] = useState(() => (draft ? noteText(draft) : template.text(facts)));
  const text = begun.text ?? filled;
  const [leaving, setLeaving] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const gaps = gapsOf(text);
  const atFirst = useRef(text);
  useEffect(() => {
    // Writing begins at the first place that is to be filled in.
    const at = atFirst.current.indexOf('***');
    field.current?.focus();
    if (at >= 0) field.current?.setSelectionRange(at, at + 3);
  }, []);
  const store = (docStatus: 'preliminary' | 'final'): void =>
    once(() =>
      save.mutateAsync(
        {
          resourceType: 'DocumentReference',
          ...(draft?.id ? { id: draft.id, ...(draft.meta ? { meta: draft.meta } : {}) } : {}),
          status: 'current',
          docStatus,
          type: draft?.type ?? concept(systems.loinc, template.code, template.name),
          subject: referenceTo(patient, nameText(patient.name)),
          date: paperAt === null ? nowIso() : toOffsetIso(paperAt, zone),
          ...(paperAt === null ? {} : { extension: [{ url: ourExtensions.backEntered, valueBoolean: true }] }),
          author: draft?.author ?? [learner],
          ...(docStatus === 'final' ? { authenticator: learner } : {}),
          content: [{ attachment: { ...attachmentOf(text), title: template.name } }],
          ...(encounter ? { context: { encounter: [referenceTo(encounter)] } } : {}),
        },
        { onSuccess: onSaved },
      ),
    );
  const nextGap = (): void => {
    const from = field.current?.selectionEnd ?? 0;
    const at = text.indexOf('***', from) === -1 ? text.indexOf('***') : text.indexOf('***', from);
    if (at === -1) return;
    field.current?.focus();
    field.current?.setSelectionRange(at, at + 3);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (gaps === 0) store('final');
      }}
    >
      <Textarea
        ref={field}
        data-start
        label={template.name}
        description={`Text blocks: ${Object.keys(phrases).join(' ')}. F2 goes to the next ***, Ctrl+Enter signs.`}
        autosize
        minRows={16}
        maxRows={32}
        value={text}
        onChange={(event) => {
          const { value, selectionEnd } = event.currentTarget;
          const expanded = expandPhrases(value, selectionEnd, facts);
          onText(expanded.text);
          if (expanded.text !== value) requestAnimationFrame(() => field.current?.setSelectionRange(expanded.caret, expanded.caret));
        }}
        onKeyDown={(event) => {
          const signs = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
          if (event.key !== 'F2' && !signs) return;
          event.preventDefault();
          if (!signs) nextGap();
          else if (gaps === 0 && text.trim() !== '') store('final');
        }}
      />
      {isCatchingUp && <BackEntryTime optional label="When it was written on paper; empty: now" value={paperAt} onChange={setPaperAt} />}
      <ProblemAlert error={save.error} title="The note was not kept" />
      <Group mt="sm" gap="xs">
        <Button type="submit" disabled={gaps > 0 || text.trim() === ''} loading={save.isPending}>
          Sign
        </Button>
        <Button variant="default" loading={save.isPending} disabled={text.trim() === ''} onClick={() => store('preliminary')}>
          Keep unsigned
        </Button>
        <Button variant="subtle" color="gray" onClick={() => (text === filled ? onClose() : setLeaving(true))}>
          Cancel
        </Button>
        <span className={css.quiet}>{gaps > 0 && `${plural(gaps, 'place')} to fill in before it can be signed`}</span>
      </Group>
      <ConfirmDialog
        opened={leaving}
        title="Throw away what you wrote?"
        confirm="Throw it away"
        danger
        onConfirm={onClose}
        onClose={() => setLeaving(false)}
      >
        “Keep unsigned” would keep it in the chart for later.
      </ConfirmDialog>
    </form>
  );
}
