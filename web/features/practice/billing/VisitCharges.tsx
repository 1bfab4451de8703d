import { Button, Skeleton } from '@mantine/core';
import { useEffect } from 'react';
import { Facts } from '#web/ui/Facts.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { momentText } from '../chart/chart-time.ts';
import { dollars, type ChargeItem, type Claim, type Coverage } from '../fhir/claims.ts';
import { idOf, textOf } from '../fhir/codes.ts';
import type { DocumentReference } from '../fhir/documents.ts';
import type { Encounter } from '../fhir/resources.ts';
import { usePatientList, useRead, useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { DocumentLine } from '../work/DocumentLine.tsx';
import { WorkItems } from '../work/WorkItems.tsx';
import { ChargeForm } from './ChargeForm.tsx';
import { claimOfCharges } from './claim-draft.ts';
import { takenOff, type Account } from './use-charges.ts';

/** What was done at a visit, and beside it what is charged for it. */
export function VisitCharges({ account, everywhere }: { account: Account; everywhere: readonly ChargeItem[] }) {
  const { note } = useAttempt();
  const visit = useRead<Encounter>('Encounter', account.visitId);
  const patientId = idOf(account.charges[0]?.subject);
  useEffect(() => {
    note({ kind: 'viewed', target: `Encounter/${account.visitId}`, patient: `Patient/${patientId}` });
  }, [account.visitId, patientId, note]);
  return (
    <>
      <h2 style={{ margin: '0 0 8px', fontSize: '1rem' }}>{account.whom}</h2>
      <div className={css.grid}>
        <VisitFacts visit={visit.data} error={visit.error} patientId={patientId} />
        <div>
          <Lines account={account} />
          {visit.data && <ChargeForm visit={visit.data} everywhere={everywhere} />}
          <Section title="Work on this patient" flush>
            <WorkItems patientId={patientId} none="No work item of yours is open." />
          </Section>
        </div>
      </div>
    </>
  );
}

function VisitFacts({ visit, error, patientId }: { visit: Encounter | undefined; error: unknown; patientId: string }) {
  const { zone } = useAttempt();
  const documents = usePatientList<DocumentReference>('DocumentReference', patientId);
  const shown = documents.list.filter((one) => !one.context?.encounter || one.context.encounter.some((other) => idOf(other) === visit?.id));
  return (
    <Section title="The visit">
      <ProblemAlert error={error} title="The visit could not be read" />
      {!visit && !error && <Skeleton height={120} aria-busy="true" />}
      {visit && (
        <Facts
          facts={[
            ['When', momentText(visit.period?.start, zone)],
            ['Kind', visit.class?.code === 'VR' ? 'Video visit' : (visit.type?.map(textOf).join(', ') ?? '')],
            ['With', visit.participant?.map((one) => one.individual?.display).join(', ') ?? ''],
            ['Reason', visit.reasonCode?.map((one) => `${textOf(one)} (${one.coding?.[0]?.code ?? 'not coded'})`).join(', ') ?? ''],
            ['State', visit.status],
          ]}
        />
      )}
      <h3 style={{ margin: '12px 0 4px', fontSize: '0.8125rem' }}>Documents</h3>
      {documents.data && shown.length === 0 && <p className={css.quiet}>No document belongs to this visit.</p>}
      <ul className={css.list}>
        {shown.map((one) => (
          <DocumentLine key={one.id} document={one} />
        ))}
      </ul>
    </Section>
  );
}

const states: Readonly<Record<string, string>> = { planned: 'to review', billable: 'released', billed: 'billed' };

function Lines({ account }: { account: Account }) {
  const { learner, nowIso, closed } = useAttempt();
  const place = usePlace();
  const save = useSave<ChargeItem>();
  const make = useSave<Claim>();
  const patientId = idOf(account.charges[0]?.subject);
  const coverage = usePatientList<Coverage>('Coverage', patientId);
  const claims = usePatientList<Claim>('Claim', patientId);
  const own = coverage.list.find((one) => one.status === 'active');
  const released = account.charges.filter((one) => one.status === 'billable');
  const drafted = claims.list.find(
    (one) => one.status === 'draft' && one.item?.some((item) => item.encounter?.some((other) => idOf(other) === account.visitId)),
  );
  const toClaim = (claim: Claim): void => place.go({ screen: 'claims', item: claim.id ?? '' });
  const sum = account.charges
    .filter((one) => !takenOff.includes(one.status))
    .reduce((total, one) => total + (one.priceOverride?.value ?? 0), 0);
  return (
    <Section title="Charges" note={dollars({ value: sum })} flush>
      <div className={css.scroll}>
        <table className={css.table}>
          <caption className="screen-reader">Charges of this visit</caption>
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col" className={css.num}>
                Price
              </th>
              <th scope="col">State</th>
              <th scope="col">
                <span className="screen-reader">What to do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {account.charges.map((charge) => (
              <ChargeRow
                key={charge.id}
                charge={charge}
                busy={save.isPending}
                onSet={closed ? null : (status) => save.mutate({ ...charge, status })}
              />
            ))}
          </tbody>
        </table>
      </div>
      <ProblemAlert error={save.error ?? make.error ?? coverage.error} title="Nothing was changed" />
      {!closed && (
        <div className={css.row} style={{ padding: 12 }}>
          {drafted ? (
            <Button size="xs" onClick={() => toClaim(drafted)}>
              Open its claim
            </Button>
          ) : (
            <Button
              size="xs"
              disabled={released.length === 0 || !own}
              loading={make.isPending}
              onClick={() => own && make.mutate(claimOfCharges(released, own, learner, nowIso()), { onSuccess: toClaim })}
            >
              Make the claim
            </Button>
          )}
          <span className={css.quiet}>
            {coverage.data && !own
              ? 'No coverage is on file: the front desk must add it.'
              : released.length === 0
                ? 'Only released charges go on a claim.'
                : ''}
          </span>
        </div>
      )}
    </Section>
  );
}

function ChargeRow({ charge, busy, onSet }: { charge: ChargeItem; busy: boolean; onSet: ((status: string) => void) | null }) {
  const name = textOf(charge.code);
  const off = takenOff.includes(charge.status);
  return (
    <tr>
      <th scope="row" style={off ? { textDecoration: 'line-through' } : undefined}>
        {name} <span className={css.quiet}>{charge.code.coding?.[0]?.code}</span>
      </th>
      <td className={css.num}>{dollars(charge.priceOverride)}</td>
      <td>{off ? 'taken off' : (states[charge.status] ?? charge.status)}</td>
      <td>
        {onSet && (
          <span className={css.answers}>
            {charge.status === 'planned' && (
              <Button size="compact-xs" disabled={busy} onClick={() => onSet('billable')}>
                Release<span className="screen-reader"> {name}</span>
              </Button>
            )}
            {['planned', 'billable'].includes(charge.status) && (
              <Button size="compact-xs" variant="default" disabled={busy} onClick={() => onSet('entered-in-error')}>
                Take off<span className="screen-reader"> {name}</span>
              </Button>
            )}
            {off && (
              <Button size="compact-xs" variant="subtle" disabled={busy} onClick={() => onSet('planned')}>
                Put back<span className="screen-reader"> {name}</span>
              </Button>
            )}
          </span>
        )}
      </td>
    </tr>
  );
}
