import { Button, Group, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type ReactNode } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import type { DocumentReference } from '../fhir/documents.ts';
import type { Task } from '../fhir/resources.ts';
import { useTransaction } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { attestations, coSignEntries, sendBackEntries } from './co-sign.ts';
import { noteText } from './note-text.ts';

type Choice = 'sign' | 'amend' | 'back';
const submits: Record<Choice, string> = { sign: 'Co-sign', amend: 'Amend and co-sign', back: 'Send back' };
const dones: Record<Choice, string> = { sign: 'Co-signed.', amend: 'Amended and co-signed.', back: 'Sent back, unsigned.' };

/** A trainee's note: signed with one's own attestation, corrected first, or sent back with what is wrong. `more` stands beside the button. */
export function CoSignForm({ note, task, more }: { note: DocumentReference; task: Task; more?: ReactNode }) {
  const { learner, nowIso, closed } = useAttempt();
  const save = useTransaction();
  const [choice, setChoice] = useState<Choice>('sign');
  const [text, setText] = useState(() => noteText(note));
  const [attestation, setAttestation] = useState('');
  const [wrong, setWrong] = useState('');
  const isReady =
    choice === 'back'
      ? wrong.trim() !== ''
      : attestation.trim() !== '' && (choice === 'sign' || (text.trim() !== '' && text !== noteText(note)));
  const submit = (): void => {
    const signing = { note, task, learner, at: nowIso() };
    const entries =
      choice === 'back'
        ? sendBackEntries(signing, wrong)
        : coSignEntries(signing, choice === 'amend' ? text : noteText(note), attestation, choice === 'amend');
    save.mutate(entries, { onSuccess: () => notifications.show({ message: dones[choice] }) });
  };
  return (
    <form
      style={{ marginTop: 16 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) submit();
      }}
    >
      <Stack gap="sm">
        <SegmentedControl
          aria-label="What becomes of the note"
          style={{ alignSelf: 'start' }}
          disabled={closed}
          value={choice}
          onChange={(value) => setChoice(value as Choice)}
          data={[
            { value: 'sign', label: 'Co-sign' },
            { value: 'amend', label: 'Amend' },
            { value: 'back', label: 'Send back' },
          ]}
        />
        {choice === 'amend' && (
          <Textarea
            label="The note, as it is right"
            required
            autosize
            minRows={6}
            value={text}
            disabled={closed}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        {choice === 'back' ? (
          <Textarea
            label="What is wrong, and what must change"
            description="The author reads this; nothing is signed."
            required
            autosize
            minRows={2}
            value={wrong}
            disabled={closed}
            onChange={(event) => setWrong(event.currentTarget.value)}
          />
        ) : (
          <Attestation value={attestation} disabled={closed} onChange={setAttestation} />
        )}
        <ProblemAlert error={save.error} title="Nothing was changed" />
        <Group gap="xs">
          <Button type="submit" disabled={!isReady || closed} loading={save.isPending}>
            {submits[choice]}
          </Button>
          {more}
        </Group>
      </Stack>
    </form>
  );
}

function Attestation({ value, disabled, onChange }: { value: string; disabled: boolean; onChange: (value: string) => void }) {
  return (
    <div>
      <Textarea
        label="Attestation"
        description="What you did yourself: seen, examined, discussed. It stands below the note."
        required
        autosize
        minRows={2}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Group gap={6} mt={6}>
        {attestations.map(({ name, text }) => (
          <Button key={name} size="compact-xs" variant="default" disabled={disabled} onClick={() => onChange(text)}>
            {name}
          </Button>
        ))}
      </Group>
    </div>
  );
}
