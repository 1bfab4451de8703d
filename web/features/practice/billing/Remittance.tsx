import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { Facts } from '#web/ui/Facts.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from '../chart/chart.module.css';
import { dayText } from '../chart/chart-time.ts';
import { dollars, type Claim, type ClaimResponse, type Invoice, type PaymentReconciliation } from '../fhir/claims.ts';
import { concept, idOf } from '../fhir/codes.ts';
import { ourSystems } from '../fhir/ours.ts';
import type { Communication } from '../fhir/resources.ts';
import { putEntry, usePatientList, useSave, useSearch, useTransaction } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { postedFor } from './claim-words.ts';
import { balanceOf, paymentOf, remittanceLines, statementFor, statementOf, type RemittanceLine } from './remittance.ts';

/** What the payer allowed and paid, line by line; its money is posted, and the patient's share is asked for. */
export function Remittance({ claim, answer }: { claim: Claim; answer: ClaimResponse }) {
  const { zone, closed, nowIso } = useAttempt();
  const invoices = usePatientList<Invoice>('Invoice', idOf(claim.patient));
  const payments = useSearch<PaymentReconciliation>('PaymentReconciliation', { _count: 500 });
  const save = useSave<PaymentReconciliation>();
  const lines = remittanceLines(claim, answer);
  const balance = balanceOf(claim, lines, invoices.list);
  const posted = postedFor(claim, payments.list);
  const statement = statementFor(claim, invoices.list);
  const post = (): void => save.mutate(paymentOf(claim, answer, balance.paid, nowIso()));
  return (
    <>
      <Lines lines={lines} />
      <Facts
        facts={[
          ['Paid by the payer', dollars({ value: balance.paid })],
          ['Not allowed, written off', dollars({ value: balance.writtenOff })],
          ['Left to the patient', dollars({ value: balance.share })],
          ...(balance.paidAtDesk > 0 ? ([['Paid at the desk', dollars({ value: balance.paidAtDesk })]] as const) : []),
          ['Still owed', dollars({ value: balance.owed })],
        ]}
      />
      <ProblemAlert error={save.error ?? invoices.error ?? payments.error} title="Nothing was posted" />
      <div className={css.row} style={{ marginTop: 12 }}>
        {posted ? (
          <span role="status">
            {dollars(posted.paymentAmount)} posted {dayText(posted.paymentDate, zone)}.
          </span>
        ) : (
          !closed && (
            <Button loading={save.isPending} disabled={payments.isPending || balance.paid === 0} onClick={post}>
              Post {dollars({ value: balance.paid })}
            </Button>
          )
        )}
        {statement ? (
          <span role="status">
            Statement over {dollars(statement.totalNet)} sent {dayText(statement.date, zone)}.
          </span>
        ) : (
          !closed && balance.owed > 0 && <StatementButton claim={claim} owed={balance.owed} isPosted={posted !== undefined} />
        )}
      </div>
    </>
  );
}

function StatementButton({ claim, owed, isPosted }: { claim: Claim; owed: number; isPosted: boolean }) {
  const { learner, nowIso } = useAttempt();
  const save = useTransaction();
  const [asked, setAsked] = useState(false);
  const send = (): void => {
    const at = nowIso();
    const letter: Communication = {
      resourceType: 'Communication',
      status: 'completed',
      category: [concept(ourSystems.task, 'statement', 'Statement')],
      subject: claim.patient,
      sent: at,
      sender: learner,
      recipient: [claim.patient],
      payload: [{ contentString: `Your plan has paid its part. You owe ${dollars({ value: owed })}, due in 30 days.` }],
    };
    save.mutate([putEntry(statementOf(claim, owed, learner, at)), putEntry(letter)], {
      onSuccess: () => {
        setAsked(false);
        notifications.show({ message: 'The statement is sent.' });
      },
    });
  };
  return (
    <>
      <Button variant="default" disabled={!isPosted} onClick={() => setAsked(true)}>
        Send a statement
      </Button>
      {!isPosted && <span className={css.quiet}>after the payment is posted</span>}
      <ConfirmDialog
        opened={asked}
        title="Send the statement?"
        confirm="Send the statement"
        busy={save.isPending}
        error={save.error}
        onConfirm={send}
        onClose={() => setAsked(false)}
      >
        {claim.patient.display} is asked for {dollars({ value: owed })}: what the payer leaves to them, less what was paid at the desk.
      </ConfirmDialog>
    </>
  );
}

function Lines({ lines }: { lines: readonly RemittanceLine[] }) {
  const amount = (value: number) => <td className={css.num}>{dollars({ value })}</td>;
  return (
    <div className={css.scroll} style={{ margin: '12px 0' }}>
      <table className={css.table}>
        <caption className="screen-reader">What the payer says of each service</caption>
        <thead>
          <tr>
            <th scope="col">Service</th>
            {['Billed', 'Allowed', 'Deductible', 'Copay', 'Pays'].map((name) => (
              <th key={name} scope="col" className={css.num}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.sequence}>
              <th scope="row">
                {line.name}
                {line.reason && (
                  <div className={css.quiet}>
                    <span className={css.flag} data-flag="HH">
                      {line.reason}
                    </span>
                  </div>
                )}
              </th>
              {amount(line.billed)}
              {amount(line.allowed)}
              {amount(line.deductible)}
              {amount(line.copay)}
              {amount(line.paid)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
