import { Button, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { shiftedInstant, toLocal, toOffsetIso } from '#kernel/time.ts';
import { emptied } from '#web/ui/emptied.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { OpenableLine } from '../chart/OpenableLine.tsx';
import css from '../chart/chart.module.css';
import { momentText, nearText } from '../chart/chart-time.ts';
import { concept, hasCode, idOf, referenceTo, textOf } from '../fhir/codes.ts';
import { ourSystems } from '../fhir/ours.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { ServiceRequest, Task } from '../fhir/resources.ts';
import { usePatientList, useSave } from '../fhir/use-fhir.ts';
import type { Appointment } from '../fhir/visits.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { WorkItems } from '../work/WorkItems.tsx';

/** Orders that need arranging: a time is asked for, the answer read, and the way there ordered. */
export function TransportScreen() {
  const { patientId, patient } = usePatient();
  const { learner, now, nowIso, zone, closed } = useAttempt();
  const orders = usePatientList<ServiceRequest>('ServiceRequest', patientId);
  const times = usePatientList<Appointment>('Appointment', patientId);
  const tasks = usePatientList<Task>('Task', patientId);
  const save = useSave<Task>();
  const arranged = (order: ServiceRequest): boolean =>
    tasks.list.some((task) => hasCode(task.code, 'request-time') && idOf(task.focus) === order.id);
  const ask = (order: ServiceRequest): void =>
    save.mutate(
      {
        resourceType: 'Task',
        status: 'requested',
        intent: 'order',
        priority: 'urgent',
        code: concept(ourSystems.task, 'request-time', 'Request for a time'),
        description: textOf(order.code),
        focus: referenceTo(order, textOf(order.code)),
        for: referenceTo(patient, nameText(patient.name)),
        authoredOn: nowIso(),
        requester: learner,
      },
      { onSuccess: () => notifications.show({ message: 'Asked for a time.' }) },
    );
  const current = orders.list.filter((one) => one.status === 'active');
  const ahead = times.list.filter((one) => one.start && !['cancelled', 'noshow', 'fulfilled'].includes(one.status));
  return (
    <>
      <h1 className="screen-reader">Tests and transport</h1>
      <ProblemAlert error={orders.error ?? times.error ?? save.error} />
      <div className={css.grid}>
        <Section title="Orders" flush>
          {orders.data && current.length === 0 && <p className={css.none}>No orders are in force.</p>}
          <ul className={css.list}>
            {current.map((order) => (
              <OrderLine key={order.id} order={order} asked={arranged(order)} {...(closed ? {} : { onAsk: () => ask(order) })} />
            ))}
          </ul>
        </Section>
        <Section title="Times given" flush>
          {times.data && ahead.length === 0 && <p className={css.none}>None yet.</p>}
          <ul className={css.list}>
            {ahead.map((one) => (
              <OpenableLine
                key={one.id}
                target={`Appointment/${one.id}`}
                name={one.description ?? textOf(one.reasonCode?.[0]) ?? 'Appointment'}
                note={one.status}
              >
                {momentText(one.start, zone)} to {nearText(one.end, now(), zone)}
              </OpenableLine>
            ))}
          </ul>
        </Section>
        {!closed && <TransportForm />}
        <Section title="Transport and work" flush>
          <ul className={css.list}>
            {tasks.list
              .filter((task) => hasCode(task.code, 'transport'))
              .map((task) => (
                <li key={task.id}>
                  <span className={css.main}>{task.description}</span>
                  <span className={css.when}>{nearText(task.restriction?.period?.start, now(), zone)}</span>
                </li>
              ))}
          </ul>
          <WorkItems patientId={patientId} none="No work item of yours is open." />
        </Section>
      </div>
    </>
  );
}

function OrderLine({ order, asked, onAsk }: { order: ServiceRequest; asked: boolean; onAsk?: () => void }) {
  const { now, zone } = useAttempt();
  const name = textOf(order.code);
  return (
    <>
      <OpenableLine target={`ServiceRequest/${order.id}`} name={name} note={textOf(order.category?.[0])}>
        {[
          `Ordered ${nearText(order.authoredOn, now(), zone)}`,
          order.requester?.display,
          order.priority,
          ...(order.note?.map((one) => one.text) ?? []),
        ]
          .filter(Boolean)
          .join(' · ')}
      </OpenableLine>
      {onAsk && !/^(diet|isolation)/i.test(name) && (
        <li>
          <Button size="compact-xs" variant="light" disabled={asked} onClick={onAsk}>
            {asked ? 'A time is asked for' : 'Ask for a time'}
            <span className="screen-reader">: {name}</span>
          </Button>
        </li>
      )}
    </>
  );
}

const ways = ['on foot', 'wheelchair', 'stretcher', 'bed'];
const withs = ['alone', 'with a nurse', 'with monitor', 'with monitor and nurse', 'with oxygen'];

function TransportForm() {
  const { patient, encounter } = usePatient();
  const { learner, now, nowIso, zone } = useAttempt();
  const save = useSave<Task>();
  const today = toLocal(now(), zone);
  const [to, setTo] = useState('');
  const [way, setWay] = useState<string | null>(null);
  const [company, setCompany] = useState<string | null>(null);
  const [time, setTime] = useState('');
  const ready = to.trim() !== '' && way !== null && company !== null && /^\d\d:\d\d$/.test(time);
  const order = (): void => {
    if (!ready) return;
    save.mutate(
      {
        resourceType: 'Task',
        status: 'requested',
        intent: 'order',
        code: concept(ourSystems.task, 'transport', 'Transport'),
        description: `To ${to.trim()}, ${way} ${company}`,
        for: referenceTo(patient, nameText(patient.name)),
        ...(encounter ? { encounter: referenceTo(encounter) } : {}),
        authoredOn: nowIso(),
        requester: learner,
        restriction: { period: { start: toOffsetIso(shiftedInstant(today.date, time, zone), zone) } },
      },
      {
        onSuccess: () => {
          notifications.show({ message: 'The transport is ordered.' });
          setTo(emptied(to));
          setTime(emptied(time));
        },
      },
    );
  };
  return (
    <Section title="Order a transport">
      <form
        className={css.row}
        onSubmit={(event) => {
          event.preventDefault();
          order();
        }}
      >
        <TextInput label="To" required value={to} onChange={(event) => setTo(event.currentTarget.value)} />
        <Select label="How" required w={140} data={ways} value={way} onChange={setWay} />
        <Select label="Company" required w={190} data={withs} value={company} onChange={setCompany} />
        <TextInput type="time" label="At" required value={time} onChange={(event) => setTime(event.currentTarget.value)} />
        <Button type="submit" disabled={!ready} loading={save.isPending}>
          Order it
        </Button>
        <ProblemAlert error={save.error} title="No transport was ordered" />
      </form>
    </Section>
  );
}
