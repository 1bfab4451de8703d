import { Button, Checkbox, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { timeText } from '#web/ui/time-text.ts';
import { hourMs } from '#kernel/time.ts';
import { concept, referenceTo } from '../fhir/codes.ts';
import { ourSystems } from '../fhir/ours.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Communication } from '../fhir/resources.ts';
import { useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { useBegunHandoff } from './begun-handoff.ts';
import { aboutOf, handoffPayload, sbarParts, shiftHours, type DueLine, type Said, type SbarPart } from './handoff.ts';
import css from './handoff.module.css';
import { useColleagues } from './use-colleagues.ts';

interface Props {
  /** What the chart can say by itself. */
  begin: Readonly<Record<SbarPart, string>>;
  due: readonly DueLine[];
}

/** Four parts in one's own words, what is due with what must be said of it, and to whom. */
export function HandoffForm({ begin, due }: Props) {
  const { patientId, patient, encounter } = usePatient();
  const { learner, nowIso } = useAttempt();
  const colleagues = useColleagues(['nurse', 'physician']);
  const save = useSave<Communication>();
  const [begun, change] = useBegunHandoff(patientId);
  const { said, to } = begun;
  const text = { ...begin, ...begun.parts };
  const chosen = colleagues.find((one) => one.value === to);
  const complete = chosen && sbarParts.every((part) => text[part].trim() !== '');
  const handOver = (): void => {
    if (!chosen) return;
    const about = aboutOf(due, said);
    save.mutate(
      {
        resourceType: 'Communication',
        status: 'completed',
        category: [concept(ourSystems.task, 'handoff', 'Handoff')],
        subject: referenceTo(patient, nameText(patient.name)),
        ...(encounter ? { encounter: referenceTo(encounter) } : {}),
        ...(about.length > 0 ? { about } : {}),
        sent: nowIso(),
        sender: learner,
        recipient: [{ reference: chosen.value, display: chosen.label }],
        payload: handoffPayload(text, due, said),
      },
      { onSuccess: () => change((now) => (now === begun ? null : now)) }, // what was typed meanwhile stays
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) handOver();
      }}
    >
      <Stack gap="sm">
        {sbarParts.map((part) => (
          <Textarea
            key={part}
            data-start={part === 'Situation' || undefined}
            label={part}
            required
            autosize
            minRows={2}
            value={text[part]}
            onChange={(event) => {
              const { value } = event.currentTarget;
              change((before) => ({ ...before, parts: { ...before.parts, [part]: value } }));
            }}
          />
        ))}
        <DueFields due={due} said={said} onSay={(next) => change((before) => ({ ...before, said: next }))} />
        <Select
          label="To"
          required
          searchable
          openOnFocus={false}
          data={colleagues}
          value={to}
          onChange={(next) => change((before) => ({ ...before, to: next }))}
        />
        <ProblemAlert error={save.error} title="It was not handed over" />
        <Button type="submit" disabled={!complete} loading={save.isPending} style={{ alignSelf: 'start' }}>
          Hand over
        </Button>
      </Stack>
    </form>
  );
}

function DueFields({ due, said, onSay }: { due: readonly DueLine[]; said: Said; onSay: (said: Said) => void }) {
  const { now, zone } = useAttempt();
  const turn = (target: string): void => {
    const { [target]: before, ...others } = said;
    onSay(before === undefined ? { ...said, [target]: '' } : others);
  };
  return (
    <fieldset className={css.due}>
      <legend>
        Due until {timeText(now() + shiftHours * hourMs, zone)}
        <span>Tick what you hand over, and say what must be known about it.</span>
      </legend>
      {due.length === 0 && <p className={css.quiet}>The chart has nothing that is due by then.</p>}
      {due.map(({ target, text }) => (
        <div key={target}>
          <Checkbox label={text} checked={target in said} onChange={() => turn(target)} />
          {target in said && (
            <TextInput
              size="xs"
              ml={28}
              mt={4}
              aria-label={`What must be known: ${text}`}
              placeholder="What must be known about it"
              value={said[target] ?? ''}
              onChange={(event) => onSay({ ...said, [target]: event.currentTarget.value })}
            />
          )}
        </div>
      ))}
    </fieldset>
  );
}
