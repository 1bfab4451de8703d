import { Button, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { emptied } from '#web/ui/emptied.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { OpenableLine } from '../chart/OpenableLine.tsx';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { claimTypes, house, priorities } from '../billing/claim-draft.ts';
import type { Claim, ClaimResponse, Coverage } from '../fhir/claims.ts';
import { idOf, referenceTo } from '../fhir/codes.ts';
import { nameText } from '../fhir/patient-words.ts';
import { usePatientList, useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { WorkItems } from '../work/WorkItems.tsx';

/** Asking the payer beforehand: more days, a stay elsewhere. The facts decide. */
export function PayerRequestsScreen() {
  const { patientId } = usePatient();
  const { now, zone, closed } = useAttempt();
  const claims = usePatientList<Claim>('Claim', patientId);
  const answers = usePatientList<ClaimResponse>('ClaimResponse', patientId);
  const requests = claims.list.filter((one) => one.use === 'preauthorization');
  return (
    <>
      <h1 className="screen-reader">Payer requests</h1>
      <ProblemAlert error={claims.error ?? answers.error} />
      <div className={css.grid}>
        {!closed && <RequestForm />}
        <div>
          <Section title="Requests" flush>
            {claims.data && requests.length === 0 && <p className={css.none}>Nothing was asked.</p>}
            <ul className={css.list}>
              {requests.map((one) => (
                <li key={one.id}>
                  <span className={css.main}>
                    {one.supportingInfo?.map((info) => info.valueString).join(' ') || 'Request'}{' '}
                    <span className={css.quiet}>{one.insurer?.display}</span>
                  </span>
                  <span className={css.when}>{nearText(one.created, now(), zone)}</span>
                </li>
              ))}
            </ul>
          </Section>
          <Section title="Answers" flush>
            {answers.data?.length === 0 && <p className={css.none}>None yet.</p>}
            <ul className={css.list}>
              {answers.list
                .filter((one) => one.use === 'preauthorization' || requests.some((request) => request.id === idOf(one.request)))
                .map((one) => (
                  <OpenableLine
                    key={one.id}
                    target={`ClaimResponse/${one.id}`}
                    name={`Answer of ${one.insurer.display ?? 'the payer'}`}
                    note={nearText(one.created, now(), zone)}
                  >
                    {one.disposition ?? one.outcome}
                  </OpenableLine>
                ))}
            </ul>
          </Section>
          <Section title="Work on this patient" flush>
            <WorkItems patientId={patientId} none="No work item of yours is open." />
          </Section>
        </div>
      </div>
    </>
  );
}

const urgencies = [
  { value: 'stat', label: 'Today: the patient is in the house' },
  { value: 'normal', label: 'In the usual time' },
];

function RequestForm() {
  const { patient, patientId } = usePatient();
  const { learner, nowIso } = useAttempt();
  const coverage = usePatientList<Coverage>('Coverage', patientId);
  const save = useSave<Claim>();
  const [facts, setFacts] = useState('');
  const [urgency, setUrgency] = useState<string | null>('stat');
  const own = coverage.list.find((one) => one.status === 'active');
  const send = (): void => {
    if (!own || facts.trim() === '') return;
    save.mutate(
      {
        resourceType: 'Claim',
        status: 'active',
        type: claimTypes.institutional,
        use: 'preauthorization',
        patient: referenceTo(patient, nameText(patient.name)),
        created: nowIso(),
        ...(learner.reference ? { enterer: learner } : {}),
        ...(own.payor[0] ? { insurer: own.payor[0] } : {}),
        provider: house,
        priority: urgency === 'normal' ? priorities.normal : priorities.stat,
        supportingInfo: [{ sequence: 1, category: { text: 'Facts' }, valueString: facts.trim() }],
        insurance: [{ sequence: 1, focal: true, coverage: referenceTo(own) }],
      },
      { onSuccess: () => setFacts(emptied(facts)) },
    );
  };
  return (
    <Section title="Ask the payer" note={own?.payor[0]?.display}>
      {coverage.data && !own && <p className={css.quiet}>No coverage is on file: the front desk must add it.</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Textarea
          label="What is asked, and the facts that decide"
          required
          autosize
          minRows={4}
          value={facts}
          onChange={(event) => setFacts(event.currentTarget.value)}
        />
        <Select mt="sm" label="How soon" data={urgencies} value={urgency} allowDeselect={false} onChange={setUrgency} />
        <ProblemAlert error={save.error ?? coverage.error} title="It was not sent" />
        <Button mt="sm" type="submit" disabled={!own || facts.trim() === ''} loading={save.isPending}>
          Send the request
        </Button>
      </form>
    </Section>
  );
}
