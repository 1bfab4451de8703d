import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { emptied } from '#web/ui/emptied.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { momentText } from '../chart/chart-time.ts';
import type { Coverage, CoverageEligibilityRequest, CoverageEligibilityResponse } from '../fhir/claims.ts';
import { concept, idOf, referenceTo } from '../fhir/codes.ts';
import type { Resource } from '../fhir/elements.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Patient } from '../fhir/resources.ts';
import { usePatientList, useSave, useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';

interface Organization extends Resource {
  resourceType: 'Organization';
  name?: string;
}

/** Insurance of a person, and whether the payer says that it is valid. */
export function CoveragePanel({ patient }: { patient: Patient }) {
  const { nowIso, learner, closed } = useAttempt();
  const id = patient.id ?? '';
  const coverage = usePatientList<Coverage>('Coverage', id);
  const asked = usePatientList<CoverageEligibilityRequest>('CoverageEligibilityRequest', id);
  const answers = usePatientList<CoverageEligibilityResponse>('CoverageEligibilityResponse', id);
  const ask = useSave<CoverageEligibilityRequest>();
  const check = (one: Coverage): void => {
    const insurer = one.payor[0];
    if (!insurer) return;
    ask.mutate({
      resourceType: 'CoverageEligibilityRequest',
      status: 'active',
      purpose: ['validation'],
      patient: referenceTo(patient, nameText(patient.name)),
      created: nowIso(),
      ...(learner.reference ? { enterer: learner } : {}),
      insurer,
      insurance: [{ coverage: referenceTo(one) }],
    });
  };
  const requestsOf = (one: Coverage): readonly CoverageEligibilityRequest[] =>
    asked.list.filter((request) => request.insurance?.some((other) => idOf(other.coverage) === one.id));
  return (
    <Section title="Insurance" flush>
      <ProblemAlert error={coverage.error ?? ask.error ?? answers.error} />
      {coverage.data?.length === 0 && <p className={css.none}>None on file.</p>}
      <ul className={css.list}>
        {coverage.list.map((one) => {
          const requests = requestsOf(one);
          const answered = answers.list.filter((answer) => requests.some((request) => request.id === idOf(answer.request)));
          return (
            <li key={one.id}>
              <span className={css.main}>
                <strong>{one.payor[0]?.display ?? idOf(one.payor[0])}</strong>{' '}
                <span className={css.quiet}>
                  member {one.subscriberId ?? '–'} · {one.status}
                </span>
                {answered.map((answer) => (
                  <EligibilityAnswer key={answer.id} answer={answer} />
                ))}
                {requests.length > answered.length && <div className={css.quiet}>Asked; the payer has not answered yet.</div>}
              </span>
              {!closed && (
                <Button size="compact-xs" variant="light" loading={ask.isPending} onClick={() => check(one)}>
                  Check eligibility<span className="screen-reader"> with {one.payor[0]?.display}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {!closed && <CoverageForm patient={patient} />}
    </Section>
  );
}

function EligibilityAnswer({ answer }: { answer: CoverageEligibilityResponse }) {
  const { note, zone } = useAttempt();
  const [opened, setOpened] = useState(false);
  return (
    <div>
      <button
        type="button"
        className={css.link}
        aria-expanded={opened}
        onClick={() => {
          if (!opened)
            note({ kind: 'viewed', target: `CoverageEligibilityResponse/${answer.id}`, patient: answer.patient.reference ?? '' });
          setOpened(!opened);
        }}
      >
        The payer’s answer
      </button>
      {opened && (
        <div role="status">
          {answer.disposition ?? answer.outcome} <span className={css.quiet}>{momentText(answer.created, zone)}</span>
        </div>
      )}
    </div>
  );
}

function CoverageForm({ patient }: { patient: Patient }) {
  const payers = useSearch<Organization>('Organization', { type: 'pay', _count: 100 });
  const save = useSave<Coverage>();
  const [payer, setPayer] = useState<string | null>(null);
  const [member, setMember] = useState('');
  const chosen = payers.list.find((one) => one.id === payer);
  const add = (): void => {
    if (!chosen || member.trim() === '') return;
    save.mutate(
      {
        resourceType: 'Coverage',
        status: 'active',
        ...(chosen.name ? { type: { text: chosen.name } } : {}),
        subscriberId: member.trim(),
        beneficiary: referenceTo(patient, nameText(patient.name)),
        relationship: concept('http://terminology.hl7.org/CodeSystem/subscriber-relationship', 'self', 'Self'),
        payor: [referenceTo(chosen, chosen.name)],
      },
      {
        onSuccess: () => {
          setPayer(null);
          setMember(emptied(member));
        },
      },
    );
  };
  return (
    <form
      className={css.row}
      style={{ padding: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Select
        label="Payer"
        searchable
        style={{ flex: '1 1 180px' }}
        data={payers.list.map((one) => ({ value: one.id ?? '', label: one.name ?? one.id ?? '' }))}
        value={payer}
        onChange={setPayer}
      />
      <TextInput label="Member number" value={member} onChange={(event) => setMember(event.currentTarget.value)} />
      <Button type="submit" variant="default" disabled={!chosen || member.trim() === ''} loading={save.isPending}>
        Add the insurance
      </Button>
      <ProblemAlert error={save.error ?? payers.error} title="The insurance was not added" />
    </form>
  );
}
