import { Button, Group, Loader, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from '../chart/chart.module.css';
import { momentText } from '../chart/chart-time.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import type { MedicationRequest, Task } from '../fhir/resources.ts';
import orderCss from '../orders/orders.module.css';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { SubstituteDrawer } from './SubstituteDrawer.tsx';
import { useVerify } from './use-verify.ts';
import { VerifyContext } from './VerifyContext.tsx';

/** One order: what it says, what speaks against it, and the pharmacist's answer. */
export function VerifyOrder({ task, order }: { task: Task; order: MedicationRequest }) {
  const { weight } = usePatient();
  const { zone, closed } = useAttempt();
  const { checks, findings, words, setWords, save, verify, clarify, reject, substitute } = useVerify(task, order);
  const [substituting, setSubstituting] = useState(false);
  const silent = words.trim() === '';
  return (
    <div>
      <div className={css.pane} style={{ marginBottom: 16 }}>
        <h2 style={{ margin: 0, fontSize: '1rem' }}>{drugText(order)}</h2>
        <div>{dosageText(order.dosageInstruction?.[0])}</div>
        <div className={css.quiet}>
          {order.supportingInformation
            ?.map((one) => one.display)
            .filter(Boolean)
            .join(', ')}{' '}
          · {order.requester?.display}, {momentText(order.authoredOn, zone)}
          {weight && ` · weight ${weight.kg} kg`}
        </div>
        {task.status === 'on-hold' && <div className={css.quiet}>Waiting for the prescriber: {task.note?.at(-1)?.text}</div>}
        <ProblemAlert error={checks.error} title="The order could not be checked" onRetry={() => void checks.refetch()} />
        {checks.isPending && <Loader size="xs" mt="sm" role="status" aria-label="Checking" />}
        <ul className={orderCss.alerts} style={{ marginTop: 12 }} aria-label="Findings">
          {checks.data?.map((card) => (
            <li key={card.uuid ?? card.summary} className={orderCss.alert} data-indicator={card.indicator}>
              <div className={orderCss.alertHead}>{card.summary}</div>
              {card.detail && <p>{card.detail}</p>}
            </li>
          ))}
          {checks.data?.length === 0 && (
            <li className={css.quiet}>Checks of interaction, dose, kidneys, allergies and duplicates found nothing.</li>
          )}
        </ul>
        <Textarea
          label={findings.length > 0 ? 'What you say to the findings, or ask the prescriber' : 'Question or remark'}
          data-start
          autosize
          minRows={2}
          value={words}
          disabled={closed}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <ProblemAlert error={save.error} title="Nothing was changed" />
        <Group mt="sm" gap="xs">
          <Button loading={save.isPending} disabled={closed || checks.isPending || (findings.length > 0 && silent)} onClick={verify}>
            Verify
          </Button>
          <Button variant="default" loading={save.isPending} disabled={closed || silent} onClick={clarify}>
            Clarify
          </Button>
          <Button variant="default" disabled={closed} onClick={() => setSubstituting(true)}>
            Substitute …
          </Button>
          <Button variant="default" loading={save.isPending} disabled={closed || silent} onClick={reject}>
            Reject
          </Button>
          {silent && findings.length > 0 && <span className={css.quiet}>Say something to the findings first.</span>}
        </Group>
      </div>
      <VerifyContext order={order} />
      {substituting && (
        <SubstituteDrawer
          order={order}
          busy={save.isPending}
          error={save.error}
          onDone={(replacement, reason) => substitute(replacement, reason, () => setSubstituting(false))}
          onClose={() => setSubstituting(false)}
        />
      )}
    </div>
  );
}
