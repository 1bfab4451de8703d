import { datesFrom, addDays, shiftedInstant, toLocal, type LocalDate, type TimeZone } from '#kernel/time.ts';
import type { MeetingLine } from '#training/contract.ts';
import { dateText, spanText } from '#web/ui/time-text.ts';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import { fillText } from './class-words.ts';
import css from './ClassWeek.module.css';

interface Props {
  meetings: readonly MeetingLine[];
  monday: LocalDate;
  zone: TimeZone;
  onOpen?: (meetingId: string) => void;
}

/** Rooms down, days across; a class is a bar that fills with its seats. */
export function ClassWeek({ meetings, monday, zone, onOpen }: Props) {
  const rooms = [...new Map(meetings.map((one) => [one.roomId, one.roomName]))].toSorted((a, b) =>
    a[1].localeCompare(b[1], 'en', { numeric: true }),
  );
  const dates = datesFrom(monday, addDays(monday, 6)).filter(
    (date, i) => i < 5 || meetings.some((one) => toLocal(one.start, zone).date === date),
  );
  const at = (roomId: string, date: LocalDate): MeetingLine[] =>
    meetings.filter((one) => one.roomId === roomId && toLocal(one.start, zone).date === date).toSorted((a, b) => a.start - b.start);
  return (
    <ScrollRegion label="Classes of the week" className={css.region}>
      <table className={css.week}>
        <thead>
          <tr>
            <th scope="col">Room</th>
            {dates.map((date) => (
              <th scope="col" key={date}>
                {dateText(shiftedInstant(date, '12:00', zone), zone)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rooms.map(([roomId, name]) => (
            <tr key={roomId}>
              <th scope="row">{name}</th>
              {dates.map((date) => (
                <td key={date}>
                  {at(roomId, date).map((one) => (
                    <ClassBar key={one.meetingId} meeting={one} zone={zone} {...(onOpen ? { onOpen } : {})} />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function ClassBar({ meeting, zone, onOpen }: { meeting: MeetingLine; zone: TimeZone; onOpen?: (meetingId: string) => void }) {
  const fill = Math.min(100, Math.round((100 * meeting.taken) / meeting.seats));
  const words = (
    <>
      <span className={css.fill} style={{ width: `${fill}%` }} aria-hidden />
      <span className={css.name}>{meeting.courseName}</span>
      <span className={css.facts}>
        {spanText(meeting.start, meeting.end, zone)} · {fillText(meeting)}
      </span>
      <span className={css.facts}>{meeting.trainerName}</span>
    </>
  );
  const style = `${css.bar} ${meeting.state === 'held' ? css.held : ''}`;
  if (!onOpen) return <div className={style}>{words}</div>;
  return (
    <button type="button" className={style} onClick={() => onOpen(meeting.meetingId)}>
      {words}
    </button>
  );
}
