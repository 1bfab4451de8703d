import { Button, Select, Skeleton, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { concept, hasCode, referenceTo } from '../fhir/codes.ts';
import { ourSystems } from '../fhir/ours.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Communication } from '../fhir/resources.ts';
import { usePatientList, useSave } from '../fhir/use-fhir.ts';
import type { PhraseFacts } from '../notes/phrases.ts';
import { usePhraseFacts } from '../notes/use-phrase-facts.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { useColleagues } from './use-colleagues.ts';

const parts = ['Situation', 'Background', 'Assessment', 'Recommendation'] as const;

/** Handing over: situation, background, assessment, recommendation, to a colleague by name. */
export function HandoffScreen() {
  const { patientId, codeStatus } = usePatient();
  const { now, zone, closed } = useAttempt();
  const facts = usePhraseFacts();
  const earlier = usePatientList<Communication>('Communication', patientId, { _sort: '-sent' });
  const handoffs = earlier.list.filter((one) => hasCode(one.category, 'handoff'));
  return (
    <>
      <h1 className="screen-reader">Handoff</h1>
      <div className={css.grid}>
        {!closed && (
          <Section title="Hand over (SBAR)">
            {earlier.isPending || facts.vitals.length === 0 ? (
              <Skeleton height={240} aria-busy={earlier.isPending} />
            ) : (
              <HandoffForm begin={beginOf(facts, codeStatus)} />
            )}
          </Section>
        )}
        <Section title="Earlier" flush>
          <ProblemAlert error={earlier.error} />
          {earlier.data && handoffs.length === 0 && <p className={css.none}>None in this chart.</p>}
          <ul className={css.list}>
            {handoffs.map((one) => (
              <li key={one.id}>
                <span className={css.main}>
                  {one.payload?.map((payload) => (
                    <div key={payload.contentString} className={css.note}>
                      {payload.contentString}
                    </div>
                  ))}
                  <span className={css.quiet}>
                    {one.sender?.display} to {one.recipient?.map((other) => other.display).join(', ')}
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

const beginOf = (facts: PhraseFacts, codeStatus: string): Record<(typeof parts)[number], string> => ({
  Situation: `${facts.name}, ${facts.age}, ${facts.sex}. ${facts.reason}. ${codeStatus}.`,
  Background: `Problems: ${facts.problems.join('; ')}. Allergies: ${facts.allergies.join(', ') || 'none recorded'}.`,
  Assessment: `${facts.vitals.join(', ')}.`,
  Recommendation: '',
});

function HandoffForm({ begin }: { begin: Record<(typeof parts)[number], string> }) {
  const { patient, encounter } = usePatient();
  const { learner, nowIso } = useAttempt();
  const colleagues = useColleagues(['nurse', 'physician']);
  const save = useSave<Communication>();
  const [text, setText] = useState(begin);
  const [to, setTo] = useState<string | null>(null);
  const chosen = colleagues.find((one) => one.value === to);
  const complete = chosen && parts.every((part) => text[part].trim() !== '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!complete) return;
        save.mutate(
          {
            resourceType: 'Communication',
            status: 'completed',
            category: [concept(ourSystems.task, 'handoff', 'Handoff')],
            subject: referenceTo(patient, nameText(patient.name)),
            ...(encounter ? { encounter: referenceTo(encounter) } : {}),
            sent: nowIso(),
            sender: learner,
            recipient: [{ reference: chosen.value, display: chosen.label }],
            payload: parts.map((part) => ({ contentString: `${part}: ${text[part].trim()}` })),
          },
          { onSuccess: () => setText({ ...begin, Recommendation: '' }) },
        );
      }}
    >
      <Stack gap="sm">
        {parts.map((part) => (
          <Textarea
            key={part}
            data-start={part === 'Recommendation' || undefined}
            label={part}
            required
            autosize
            minRows={2}
            value={text[part]}
            onChange={(event) => setText({ ...text, [part]: event.currentTarget.value })}
          />
        ))}
        <Select label="To" required searchable data={colleagues} value={to} onChange={setTo} />
        <ProblemAlert error={save.error} title="It was not handed over" />
        <Button type="submit" disabled={!complete} loading={save.isPending}>
          Hand over
        </Button>
      </Stack>
    </form>
  );
}
