import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { timeText } from '#web/ui/time-text.ts';
import { codesOf, hasCode, referenceTo } from '../fhir/codes.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Communication } from '../fhir/resources.ts';
import { useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { readBackConcept, threadOf } from './handoff.ts';
import css from './handoff.module.css';

/** A hand-off ends when it was read back and was right: what was said back, and the sender's answer to it. */
export function ReadBack({ handoff, all }: { handoff: Communication; all: readonly Communication[] }) {
  const { learner, zone, closed } = useAttempt();
  const thread = threadOf(handoff, all);
  const last = thread.at(-1);
  const isMine = handoff.sender?.reference === learner.reference;
  const isDone = hasCode(last?.category, 'read-back-right');
  return (
    <>
      {thread.map((one) => (
        <div key={one.id} className={css.reply} data-kind={codesOf(one.category?.[0]).at(0)}>
          {one.payload?.map((payload) => payload.contentString).join(' ')}
          <div className={css.quiet}>
            {one.sender?.display}
            {one.sent && `, ${timeText(Date.parse(one.sent), zone)}`}
          </div>
        </div>
      ))}
      {!last && <p className={css.quiet}>Not read back yet.</p>}
      {isMine && !isDone && !closed && (
        <Answer key={last?.id ?? 'none'} handoff={handoff} reply={hasCode(last?.category, 'read-back') ? last : undefined} />
      )}
    </>
  );
}

/** `reply` undefined: it was said aloud, and the chart knows nothing of it. */
function Answer({ handoff, reply }: { handoff: Communication; reply: Communication | undefined }) {
  const { patient, encounter } = usePatient();
  const { learner, nowIso } = useAttempt();
  const save = useSave<Communication>();
  const [words, setWords] = useState('');
  const answer = (code: 'read-back-right' | 'read-back-wrong', text: string): void =>
    save.mutate({
      resourceType: 'Communication',
      status: 'completed',
      category: [readBackConcept(code)],
      subject: referenceTo(patient, nameText(patient.name)),
      ...(encounter ? { encounter: referenceTo(encounter) } : {}),
      inResponseTo: [referenceTo(reply ?? handoff)],
      sent: nowIso(),
      sender: learner,
      recipient: handoff.recipient ?? [],
      payload: [{ contentString: text }],
    });
  return (
    <form
      style={{ marginTop: 8 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() !== '') answer('read-back-wrong', words.trim());
      }}
    >
      {reply && (
        <Textarea
          label="If it is not right: say it again"
          autosize
          minRows={1}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <ProblemAlert error={save.error} title="It was not kept" />
      <Group gap="xs" mt={8}>
        <Button
          size="compact-sm"
          variant="default"
          loading={save.isPending}
          onClick={() => answer('read-back-right', 'Read back, and right.')}
        >
          {reply ? 'It is right' : 'It was read back, and is right'}
        </Button>
        {reply && (
          <Button size="compact-sm" type="submit" disabled={words.trim() === ''} loading={save.isPending}>
            Not right
          </Button>
        )}
      </Group>
    </form>
  );
}
