import { Button } from '@mantine/core';
import { timeText } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { textOf } from '../fhir/codes.ts';
import { isVideo, patientOf, type Appointment, type Slot } from '../fhir/visits.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { arrowWalk } from '../shell/use-arrow-walk.ts';
import { AppointmentActions } from './AppointmentActions.tsx';
import schedule from './schedule.module.css';
import type { DayLine } from './use-day.ts';

interface Props {
  lines: readonly DayLine[];
  /** Whether somebody is chosen to be booked. */
  bookable: boolean;
  onBook: (slot: Slot) => void;
  onMove: (appointment: Appointment) => void;
}

/** The slots of a day, one a line. */
export function DayTable({ lines, bookable, onBook, onMove }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrow keys move between the buttons inside
    <div className={css.wide} onKeyDown={arrowWalk}>
      <table className={`${css.table} ${schedule.day}`}>
        <caption className="screen-reader">Slots of the day</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Patient</th>
            <th scope="col">Reason</th>
            <th scope="col">Kind</th>
            <th scope="col">State</th>
            <th scope="col">
              <span className="screen-reader">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ slot, appointment }) => (
            <SlotRow key={slot.id} slot={slot} appointment={appointment} bookable={bookable} onBook={onBook} onMove={onMove} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps extends Omit<Props, 'lines'>, DayLine {}

function SlotRow({ slot, appointment, bookable, onBook, onMove }: RowProps) {
  const { now, zone, closed } = useAttempt();
  const time = timeText(Date.parse(slot.start), zone);
  const ahead = Date.parse(slot.start) > now();
  const kept = slot.status === 'busy-unavailable';
  const open = slot.status === 'free' || kept;
  return (
    <tr>
      <th scope="row">{time}</th>
      <td>{appointment ? <strong>{patientOf(appointment)?.display}</strong> : ''}</td>
      <td>{appointment ? (appointment.description ?? textOf(appointment.reasonCode?.[0])) : ''}</td>
      <td>{appointment ? (isVideo(appointment) ? 'Video' : 'Clinic') : ''}</td>
      <td className={css.quiet}>{appointment?.status ?? (kept ? 'kept free' : slot.status)}</td>
      <td>
        {appointment && <AppointmentActions appointment={appointment} onMove={() => onMove(appointment)} />}
        {!appointment && open && ahead && bookable && !closed && (
          <Button size="compact-xs" data-walk variant={kept ? 'subtle' : 'light'} onClick={() => onBook(slot)}>
            {kept ? 'Book all the same' : 'Book'}
            <span className="screen-reader"> {time}</span>
          </Button>
        )}
      </td>
    </tr>
  );
}
