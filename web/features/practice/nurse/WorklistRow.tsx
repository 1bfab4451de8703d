import { Button } from '@mantine/core';
import type { Instant } from '#kernel/time.ts';
import { plural, timeText } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { textOf } from '../fhir/codes.ts';
import { drugText } from '../fhir/dosage-text.ts';
import { birthText, nameText } from '../fhir/patient-words.ts';
import type { MedicationRequest } from '../fhir/resources.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import type { Stay } from '../shell/use-census.ts';
import type { FollowUp } from './as-needed.ts';
import type { DoseSlot } from './due-times.ts';

export interface Due {
  readonly order: MedicationRequest;
  readonly slot: DoseSlot;
}

interface Props {
  stay: Stay;
  due: readonly Due[];
  /** Doses given as needed whose effect is to be looked at. */
  again: readonly FollowUp[];
  newOrders: number;
  measuredAt: Instant | null;
}
const dueMax = 5;

/** One patient of mine: what is due, what is new, when they were measured. */
export function WorklistRow({ stay, due, again, newOrders, measuredAt }: Props) {
  const { now, zone } = useAttempt();
  const place = usePlace();
  const patient = stay.patient.id ?? '';
  const name = nameText(stay.patient.name);
  return (
    <tr>
      <td>{stay.bed}</td>
      <th scope="row">
        <button type="button" data-walk className={css.link} onClick={() => place.go({ patient, screen: 'chart' })}>
          {name}
        </button>
        <div className={css.quiet}>
          {birthText(stay.patient.birthDate)} · {textOf(stay.encounter.reasonCode?.[0])}
        </div>
      </th>
      <td>
        {due.slice(0, dueMax).map(({ order, slot }) => (
          <div key={`${order.id} ${slot.dueAt}`}>
            <span className={css.flag} data-flag={slot.state === 'late' ? 'HH' : ''}>
              {timeText(slot.dueAt ?? 0, zone)} {slot.state === 'late' ? 'late' : ''}
            </span>{' '}
            {drugText(order)}
          </div>
        ))}
        {due.length > dueMax && <div className={css.quiet}>and {due.length - dueMax} more</div>}
        {again.map((one) => (
          <div key={one.administration.id}>
            <span className={css.flag} data-flag={now() > one.dueAt ? 'HH' : 'A'}>
              {timeText(one.dueAt, zone)} look again
            </span>{' '}
            {drugText(one.order)}
          </div>
        ))}
        {due.length + again.length === 0 && <span className={css.quiet}>nothing</span>}
        {due.length + again.length > 0 && (
          <Button size="compact-xs" data-walk data-start variant="light" mt={4} onClick={() => place.go({ patient, screen: 'mar' })}>
            MAR<span className="screen-reader"> of {name}</span>
          </Button>
        )}
      </td>
      <td>
        {newOrders > 0 ? (
          <Button size="compact-xs" data-walk variant="light" onClick={() => place.go({ patient, screen: 'acknowledge' })}>
            {plural(newOrders, 'order')}
            <span className="screen-reader"> of {name} to acknowledge</span>
          </Button>
        ) : (
          <span className={css.quiet}>none</span>
        )}
      </td>
      <td>
        {measuredAt === null ? '–' : timeText(measuredAt, zone)}{' '}
        <Button size="compact-xs" data-walk variant="subtle" onClick={() => place.go({ patient, screen: 'flowsheet' })}>
          Flowsheet<span className="screen-reader"> of {name}</span>
        </Button>
      </td>
    </tr>
  );
}
