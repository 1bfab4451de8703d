import { useEffect } from 'react';
import { Facts } from '#web/ui/Facts.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import type { Claim, ClaimResponse, Coverage } from '../fhir/claims.ts';
import { idOf } from '../fhir/codes.ts';
import { usePatientList, useRead } from '../fhir/use-fhir.ts';
import type { DocumentReference } from '../fhir/documents.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { WorkItems } from '../work/WorkItems.tsx';
import type { ClaimState } from './claim-draft.ts';
import css from './billing.module.css';
import { ClaimEditor } from './ClaimEditor.tsx';
import { ClaimSent } from './ClaimSent.tsx';

interface Props {
  claim: Claim;
  state: ClaimState;
  answer: ClaimResponse | null;
}

/** One claim: made and mended while it is in the house, read once it is sent. */
export function ClaimDetail({ claim, state, answer }: Props) {
  const { note, closed } = useAttempt();
  const patientId = idOf(claim.patient);
  const coverage = useRead<Coverage>('Coverage', idOf(claim.insurance[0]?.coverage));
  const documents = usePatientList<DocumentReference>('DocumentReference', patientId);
  useEffect(() => {
    note({ kind: 'viewed', target: `Claim/${claim.id}`, patient: `Patient/${patientId}` });
  }, [claim.id, patientId, note]);
  return (
    <>
      <h2 style={{ margin: '0 0 8px', fontSize: '1rem' }}>{claim.patient.display}</h2>
      <div className={css.claim}>
        <div>
          {claim.status === 'draft' && !closed ? (
            <ClaimEditor claim={claim} documents={documents.list} />
          ) : (
            <ClaimSent claim={claim} state={state} answer={answer} documents={documents.list} />
          )}
        </div>
        <div>
          <Section title="Payer">
            <ProblemAlert error={coverage.error} title="The coverage could not be read" />
            <Facts
              facts={[
                ['Payer', claim.insurer?.display ?? coverage.data?.payor[0]?.display ?? ''],
                ['Member', coverage.data?.subscriberId ?? ''],
                ...(claim.insurance[0]?.preAuthRef ? ([['Authorization', claim.insurance[0].preAuthRef.join(', ')]] as const) : []),
                ...(claim.related ? ([['Appeal', 'Answers a claim that was denied']] as const) : []),
              ]}
            />
          </Section>
          <Section title="Work on this patient" flush>
            <WorkItems patientId={patientId} none="No work item of yours is open." />
          </Section>
        </div>
      </div>
    </>
  );
}
