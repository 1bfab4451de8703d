import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { Facts } from '#web/ui/Facts.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { dayText } from '../chart/chart-time.ts';
import { dollars, type Claim, type ClaimResponse } from '../fhir/claims.ts';
import { concept, textOf } from '../fhir/codes.ts';
import type { DocumentReference } from '../fhir/documents.ts';
import { ourSystems } from '../fhir/ours.ts';
import type { Communication } from '../fhir/resources.ts';
import { useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { DocumentLine } from '../work/DocumentLine.tsx';
import { appealOf, draftOf, type ClaimState } from './claim-draft.ts';
import { ClaimLines } from './ClaimLines.tsx';
import { Remittance } from './Remittance.tsx';

interface Props {
  claim: Claim;
  state: ClaimState;
  answer: ClaimResponse | null;
  documents: readonly DocumentReference[];
}

/** A claim that was sent: the payer's answer, and what can be done about a denial. */
export function ClaimSent({ claim, state, answer, documents }: Props) {
  return (
    <>
      <Section title="Answer of the payer">
        {answer ? (
          <Answer claim={claim} answer={answer} />
        ) : (
          <p style={{ margin: 0 }}>{claim.status === 'active' ? 'None yet.' : 'It was never sent.'}</p>
        )}
        {answer && <AfterAnswer claim={claim} state={state} />}
      </Section>
      <ClaimLines draft={draftOf(claim)} />
      <Section title="Documents" flush>
        {documents.length === 0 && <p className={css.none}>This patient has no documents.</p>}
        <ul className={css.list}>
          {documents.map((one) => (
            <DocumentLine key={one.id} document={one}>
              {claim.supportingInfo?.some((info) => info.valueReference?.reference === `DocumentReference/${one.id}`) && (
                <span className={css.quiet}>attached</span>
              )}
            </DocumentLine>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Answer({ claim, answer }: { claim: Claim; answer: ClaimResponse }) {
  const { note, zone } = useAttempt();
  const [opened, setOpened] = useState(false);
  const reasons = answer.item?.flatMap((item) => item.adjudication.flatMap((one) => (one.reason ? [one.reason] : []))) ?? [];
  return (
    <>
      <Button
        size="compact-sm"
        variant="light"
        aria-expanded={opened}
        onClick={() => {
          if (!opened) note({ kind: 'viewed', target: `ClaimResponse/${answer.id}`, patient: answer.patient.reference ?? '' });
          setOpened(!opened);
        }}
      >
        {opened ? 'Close the answer' : 'Open the answer'}
      </Button>
      {opened && (
        <div style={{ marginTop: 10 }}>
          <Facts
            facts={[
              ['Came', dayText(answer.created, zone)],
              ['From', answer.insurer.display ?? ''],
              ['Outcome', answer.outcome === 'error' ? 'Denied' : 'Paid'],
              ['In words', answer.disposition ?? ''],
              ...(reasons.length > 0
                ? ([['Reason', reasons.map((one) => `${one.coding?.[0]?.code ?? ''} ${textOf(one)}`.trim()).join('; ')]] as const)
                : []),
            ]}
          />
          {answer.outcome !== 'error' && (answer.item?.length ?? 0) > 0 && <Remittance claim={claim} answer={answer} />}
        </div>
      )}
    </>
  );
}

function AfterAnswer({ claim, state }: { claim: Claim; state: ClaimState }) {
  const { learner, nowIso, closed } = useAttempt();
  const place = usePlace();
  const make = useSave<Claim>();
  const tell = useSave<Communication>();
  const [billing, setBilling] = useState(false);
  if (closed || state !== 'denied') return null;
  const appeal = (): void =>
    make.mutate(appealOf(claim, learner, nowIso()), { onSuccess: (made) => place.go({ screen: 'claims', item: made.id ?? '' }) });
  const bill = (): void =>
    tell.mutate(
      {
        resourceType: 'Communication',
        status: 'completed',
        category: [concept(ourSystems.task, 'statement', 'Statement')],
        subject: claim.patient,
        sent: nowIso(),
        sender: learner,
        recipient: [claim.patient],
        payload: [{ contentString: `Your insurer did not pay. You owe ${dollars(claim.total)}.` }],
      },
      {
        onSuccess: () => {
          setBilling(false);
          notifications.show({ message: 'The statement is sent.' });
        },
      },
    );
  return (
    <>
      <div className={css.row} style={{ marginTop: 12 }}>
        <Button loading={make.isPending} onClick={appeal}>
          Appeal
        </Button>
        <Button variant="subtle" onClick={() => setBilling(true)}>
          Bill the patient
        </Button>
      </div>
      <ProblemAlert error={make.error} title="No appeal was begun" />
      <ConfirmDialog
        opened={billing}
        title="Bill the patient?"
        confirm="Send the statement"
        danger
        busy={tell.isPending}
        error={tell.error}
        onConfirm={bill}
        onClose={() => setBilling(false)}
      >
        {claim.patient.display} gets a statement over {dollars(claim.total)}. It can’t be called back.
      </ConfirmDialog>
    </>
  );
}
