import { Autocomplete, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { emptied } from '#web/ui/emptied.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { hasCode, textOf } from '../fhir/codes.ts';
import type { ServiceRequest } from '../fhir/resources.ts';
import { usePatientList, useSave } from '../fhir/use-fhir.ts';
import { serviceOrder } from '../orders/order-draft.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';

const usual = [
  'Home nursing',
  'Home physical therapy',
  'Walker with wheels',
  'Hospital bed at home',
  'Meals at home',
  'Skilled nursing facility',
];

/** Services and aids that are arranged for after the stay. */
export function ReferralsScreen() {
  const { patientId, patient, encounter } = usePatient();
  const { learner, now, nowIso, zone, closed } = useAttempt();
  const orders = usePatientList<ServiceRequest>('ServiceRequest', patientId);
  const save = useSave<ServiceRequest>();
  const [what, setWhat] = useState('');
  const [words, setWords] = useState('');
  const referrals = orders.list.filter((one) => hasCode(one.category, 'referral') && one.status !== 'entered-in-error');
  const refer = (): void => {
    if (what.trim() === '') return;
    const whose = { patient, encounter, learner, nowIso: nowIso() };
    save.mutate(
      { ...serviceOrder('referral', { text: what.trim() }, whose, { instructions: words }), status: 'active' },
      {
        onSuccess: () => {
          setWhat(emptied(what));
          setWords(emptied(words));
        },
      },
    );
  };
  return (
    <>
      <h1 className="screen-reader">Referrals</h1>
      <Section title="Referrals" flush>
        <ProblemAlert error={orders.error} />
        {orders.data && referrals.length === 0 && <p className={css.none}>None yet.</p>}
        <ul className={css.list}>
          {referrals.map((one) => (
            <li key={one.id}>
              <span className={css.main}>
                <strong>{textOf(one.code)}</strong> {one.note?.map((note) => note.text).join(' ')}{' '}
                <span className={css.quiet}>{one.status}</span>
              </span>
              <span className={css.when}>
                {one.requester?.display} {nearText(one.authoredOn, now(), zone)}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      {!closed && (
        <Section title="Refer">
          <form
            className={css.row}
            onSubmit={(event) => {
              event.preventDefault();
              refer();
            }}
          >
            <Autocomplete label="To what" required style={{ flex: '1 1 220px' }} data={usual} value={what} onChange={setWhat} />
            <TextInput
              label="How often, and what matters"
              style={{ flex: '2 1 260px' }}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
            <Button type="submit" disabled={what.trim() === ''} loading={save.isPending}>
              Refer
            </Button>
          </form>
          <ProblemAlert error={save.error} title="It was not referred" />
        </Section>
      )}
    </>
  );
}
