import { Button, Checkbox, Group, SegmentedControl, Select, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { emptied } from '#web/ui/emptied.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { concept, referenceTo, textOf } from '../fhir/codes.ts';
import { ourSystems } from '../fhir/ours.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Communication } from '../fhir/resources.ts';
import { usePatientList, useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { useColleagues } from './use-colleagues.ts';

const desks = [
  { value: 'blood-bank', label: 'Blood bank' },
  { value: 'laboratory', label: 'Laboratory' },
  { value: 'rapid-response', label: 'Rapid response team' },
  { value: 'pharmacy', label: 'Pharmacy' },
];
type How = 'message' | 'phone' | 'page';

/** Telling somebody: a message in the chart, or a call or page that is noted with its read-back. */
export function CallsScreen() {
  const { patientId, patient, encounter } = usePatient();
  const { learner, note, now, nowIso, zone, closed } = useAttempt();
  const colleagues = useColleagues();
  const earlier = usePatientList<Communication>('Communication', patientId, { _sort: '-sent' });
  const save = useSave<Communication>();
  const [how, setHow] = useState<How>('message');
  const [to, setTo] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const [readBack, setReadBack] = useState(false);
  const everybody = [...colleagues, ...desks];
  const chosen = everybody.find((one) => one.value === to);
  const isDesk = desks.some((one) => one.value === to);
  const ready = chosen !== undefined && words.trim() !== '' && (how !== 'phone' || readBack) && !(how === 'message' && isDesk);
  const send = (): void => {
    if (!chosen || !to) return;
    const label = how === 'message' ? 'Message' : how === 'phone' ? 'Telephone call' : 'Page';
    const done = (): void => {
      notifications.show({ message: `${chosen.label} knows.` });
      setWords(emptied(words));
      setReadBack(false);
    };
    if (how !== 'message') note({ kind: 'called', to, how, readBack, patient: `Patient/${patientId}` });
    save.mutate(
      {
        resourceType: 'Communication',
        status: 'completed',
        category: [concept(ourSystems.task, how, label)],
        subject: referenceTo(patient, nameText(patient.name)),
        ...(encounter ? { encounter: referenceTo(encounter) } : {}),
        sent: nowIso(),
        sender: learner,
        recipient: [isDesk ? { display: chosen.label } : { reference: to, display: chosen.label }],
        payload: [{ contentString: readBack && how === 'phone' ? `${words.trim()} (read back)` : words.trim() }],
      },
      { onSuccess: done },
    );
  };
  return (
    <>
      <h1 className="screen-reader">Calls and messages</h1>
      <div className={css.grid}>
        {!closed && (
          <Section title="Tell somebody">
            <form
              onSubmit={(event) => {
                event.preventDefault();
                if (ready) send();
              }}
            >
              <Stack gap="sm">
                <SegmentedControl
                  aria-label="How"
                  value={how}
                  onChange={(value) => setHow(value as How)}
                  data={[
                    { value: 'message', label: 'Message' },
                    { value: 'phone', label: 'Telephone call' },
                    { value: 'page', label: 'Page' },
                  ]}
                />
                <Select
                  data-start
                  openOnFocus={false}
                  label="Whom"
                  required
                  searchable
                  data={how === 'message' ? colleagues : everybody}
                  value={to}
                  error={how === 'message' && isDesk ? 'Call or page them' : null}
                  onChange={setTo}
                />
                <Textarea
                  label={how === 'message' ? 'Message' : 'What was said, and the answer'}
                  required
                  autosize
                  minRows={3}
                  value={words}
                  onChange={(event) => setWords(event.currentTarget.value)}
                />
                {how === 'phone' && (
                  <Checkbox
                    label="It was read back to me"
                    checked={readBack}
                    onChange={(event) => setReadBack(event.currentTarget.checked)}
                  />
                )}
                <ProblemAlert error={save.error} title="It was not kept" />
                <Group>
                  <Button type="submit" disabled={!ready} loading={save.isPending}>
                    {how === 'message' ? 'Send' : 'Note it as made'}
                  </Button>
                </Group>
              </Stack>
            </form>
          </Section>
        )}
        <Section title="So far" flush>
          <ProblemAlert error={earlier.error} />
          {earlier.data?.length === 0 && <p className={css.none}>Nobody was told anything in this chart yet.</p>}
          <ul className={css.list}>
            {earlier.list.map((one) => (
              <li key={one.id}>
                <span className={css.main}>
                  {one.payload?.map((payload) => (
                    <div key={payload.contentString}>{payload.contentString}</div>
                  ))}
                  <span className={css.quiet}>
                    {textOf(one.category?.[0])}, {one.sender?.display} to {one.recipient?.map((other) => other.display).join(', ')}
                  </span>
                </span>
                <span className={css.when}>{nearText(one.sent, now(), zone)}</span>
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </>
  );
}
