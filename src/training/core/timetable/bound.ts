import { defined } from '#kernel/assert.ts';
import { seatsOf, type Compiled } from './compile.ts';

/**
 * No timetable that places every demand has fewer meetings: of each course at least its seats over the seats of its largest possible class
 * (rounded up), and in all at least as many as the largest rooms, each in every slot in which it is open, need to hold all seats.
 */
export function meetingBound(c: Compiled): number {
  const { rooms, courses } = c.problem;
  const byCourse = courses.reduce((sum, _, course) => {
    const seats = defined(c.demandsFor[course], 'course').length;
    const largest = Math.max(0, ...rooms.map((__, room) => seatsOf(c, course, room)));
    return sum + (seats === 0 || largest === 0 ? 0 : Math.ceil(seats / largest));
  }, 0);
  const classMax = Math.max(0, ...courses.map(({ seatsMax }) => seatsMax));
  let seatsLeft = c.demands.length;
  let byRooms = 0;
  for (const room of c.roomsBySeats) {
    const seats = Math.min(classMax, defined(rooms[room], 'room').seats);
    for (let slot = 0; slot < c.slotCount && seatsLeft > 0; slot++)
      if (c.roomOpen[room * c.slotCount + slot] === 1) {
        seatsLeft -= seats;
        byRooms++;
      }
  }
  return Math.max(byCourse, byRooms);
}
