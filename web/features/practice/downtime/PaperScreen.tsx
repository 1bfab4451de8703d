import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { hourMs, toLocal } from '#kernel/time.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText } from '#web/ui/time-text.ts';
import { useChartMedications } from '../chart/use-chart-medications.ts';
import { textOf } from '../fhir/codes.ts';
import { dosageText, drugText, isAsNeeded } from '../fhir/dosage-text.ts';
import { birthText, mrnOf, nameText } from '../fhir/patient-words.ts';
import { dueTimes } from '../nurse/due-times.ts';
import { shortNames, vitalRows } from '../nurse/flowsheet-rows.ts';
import { detailOf, titleOf } from '../orders/order-draft.ts';
import { useOrders } from '../orders/use-order-lists.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { bedOf } from '../shell/use-census.ts';
import css from './paper.module.css';

type Form = 'mar' | 'orders' | 'vitals' | 'dispensing';
const titles: Record<Form, string> = {
  mar: 'Medication administration',
  orders: 'Orders',
  vitals: 'Vital signs and fluids',
  dispensing: 'Dispensing',
};

/** What the ward works on while the EHR is down: printed from what is known now, filled in by hand, entered afterwards. */
export function PaperScreen() {
  const { patient, allergies, codeStatus, encounter, weight } = usePatient();
  const { now, zone, role } = useAttempt();
  const [form, setForm] = useState<Form>(role === 'pharmacist' ? 'dispensing' : role === 'physician' ? 'orders' : 'mar');
  const printedAt = now();
  return (
    <>
      <div className={`${css.toolbar} no-print`}>
        <h1 className="screen-reader">Downtime forms</h1>
        <SegmentedControl
          size="xs"
          className={css.forms}
          aria-label="Form"
          value={form}
          onChange={(value) => setForm(value as Form)}
          data={(Object.keys(titles) as Form[]).map((key) => ({ value: key, label: titles[key] }))}
        />
        <Button size="compact-sm" data-start onClick={() => window.print()}>
          Print
        </Button>
        <span>Afterwards MAR, flowsheet, orders and notes take the true times.</span>
      </div>
      <article className={css.sheet}>
        <header className={css.head}>
          <strong>{titles[form]}: downtime form</strong>
          <span>
            {nameText(patient.name)} · born {birthText(patient.birthDate)} · MRN {mrnOf(patient)} · bed {bedOf(encounter) || '____'}
          </span>
          <span>
            Allergies: {allergies.map((one) => textOf(one.code)).join(', ') || 'not recorded'} · {codeStatus || 'code status not recorded'}
            {weight && ` · ${weight.kg} kg`}
          </span>
          <span>
            Printed {dateText(printedAt, zone)} {toLocal(printedAt, zone).time}. Practice: nobody here is real.
          </span>
        </header>
        {form === 'mar' && <MarForm />}
        {form === 'orders' && <OrderSheet />}
        {form === 'vitals' && <VitalsForm />}
        {form === 'dispensing' && <DispensingForm />}
        <footer className={css.foot}>
          Name, signature and initials of everybody who wrote here: ________________________________________________
        </footer>
      </article>
    </>
  );
}

function MarForm() {
  const { now, zone } = useAttempt();
  const { inpatient, isPending, error } = useChartMedications();
  const active = inpatient.filter((one) => one.status === 'active' || one.status === 'on-hold');
  const from = now();
  if (isPending) return <Skeleton height={120} aria-busy="true" />;
  return (
    <>
      <ProblemAlert error={error} />
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Medication</th>
            <th scope="col">Due in the next 24 hours: write time given and initials, or the reason why not</th>
          </tr>
        </thead>
        <tbody>
          {active.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {drugText(one)}
                <div>{dosageText(one.dosageInstruction?.[0])}</div>
                {one.dosageInstruction?.[0]?.additionalInstruction?.map((text) => (
                  <div key={textOf(text)}>{textOf(text)}</div>
                ))}
                {one.status === 'on-hold' && <div>ON HOLD</div>}
              </th>
              <td>
                <div className={css.boxes}>
                  {isAsNeeded(one.dosageInstruction?.[0])
                    ? ['', '', '', ''].map((_, index) => (
                        // oxlint-disable-next-line react/no-array-index-key -- empty boxes
                        <span key={index} className={css.box} />
                      ))
                    : dueTimes(one, from, from + 24 * hourMs, zone).map((at) => (
                        <span key={at} className={css.box}>
                          {toLocal(at, zone).time}
                        </span>
                      ))}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function OrderSheet() {
  const { active, isPending, error } = useOrders();
  if (isPending) return <Skeleton height={120} aria-busy="true" />;
  return (
    <>
      <ProblemAlert error={error} />
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">In force when printed</th>
            <th scope="col">Details</th>
          </tr>
        </thead>
        <tbody>
          {active.map((one) => (
            <tr key={one.id}>
              <th scope="row">{titleOf(one)}</th>
              <td>{detailOf(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Date, time</th>
            <th scope="col">New order (drug, dose, route, frequency, reason)</th>
            <th scope="col">Prescriber</th>
            <th scope="col">Seen by nurse</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: 10 }, (_, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- empty lines
            <tr key={index} className={css.blank}>
              <td>{'\u00a0'}</td>
              <td>{'\u00a0'}</td>
              <td>{'\u00a0'}</td>
              <td>{'\u00a0'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What the pharmacy hands out while it cannot see the queue: checked by hand, counted, signed for. */
function DispensingForm() {
  const { inpatient, isPending, error } = useChartMedications();
  if (isPending) return <Skeleton height={120} aria-busy="true" />;
  const active = inpatient.filter((one) => one.status === 'active');
  const columns = ['Checked: allergies, dose, kidneys, duplicates', 'Product, lot, expiry', 'Number', 'Time, initials', 'Received by'];
  return (
    <>
      <ProblemAlert error={error} />
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Order</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {active.map((one) => (
            <tr key={one.id} className={css.blank}>
              <th scope="row">
                {drugText(one)}
                <div>{dosageText(one.dosageInstruction?.[0])}</div>
              </th>
              {columns.map((column) => (
                <td key={column}>{'\u00a0'}</td>
              ))}
            </tr>
          ))}
          {Array.from({ length: 5 }, (_, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- empty lines
            <tr key={index} className={css.blank}>
              <th scope="row">{'\u00a0'}</th>
              {columns.map((column) => (
                <td key={column}>{'\u00a0'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const blanks = Array.from({ length: 8 }, (_, index) => index);

function VitalsForm() {
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">Time</th>
          {blanks.map((index) => (
            <td key={index}>____ : ____</td>
          ))}
        </tr>
      </thead>
      <tbody>
        {vitalRows.map((row) => (
          <tr key={row.key} className={css.blank}>
            <th scope="row">
              {shortNames[row.key]} {row.key === 'pain' ? '' : row.unit}
            </th>
            {blanks.map((index) => (
              <td key={index}>{'\u00a0'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
