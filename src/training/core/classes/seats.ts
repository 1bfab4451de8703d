import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';

/*
 * Who sits in a class meeting and who waits for a seat. The caller locks the meeting and loads all of its seats; here is only decided.
 */

export type SeatState = 'seated' | 'waiting' | 'given-up' | 'attended' | 'missed';

export interface Seat {
  readonly personId: string;
  readonly state: SeatState;
  /** Order of the waiting list; of equal moments the smaller place. */
  readonly askedAt: Instant;
  readonly place: number;
}

export interface Meeting {
  readonly meetingId: string;
  readonly seats: number;
  readonly state: 'planned' | 'held' | 'cancelled';
  readonly start: Instant;
  readonly end: Instant;
}

/** A seat that becomes something else; a new one has no row yet. */
export interface SeatChange {
  readonly personId: string;
  readonly to: SeatState;
}

export type SeatRefusal = 'class-over' | 'class-cancelled' | 'seated-already' | 'not-in-class' | 'busy-then';

const takes = ({ state }: Seat): boolean => state === 'seated' || state === 'attended' || state === 'missed';
const takenSeats = (seats: readonly Seat[]): number => seats.filter(takes).length;
const inLine = (seats: readonly Seat[]): Seat[] =>
  seats.filter(({ state }) => state === 'waiting').toSorted((a, b) => a.askedAt - b.askedAt || a.place - b.place);

/** A seat if one is free and nobody waits for it, else a place in the waiting list. `busy`: the person is in another class or on shift then. */
export function askForSeat(
  meeting: Meeting,
  seats: readonly Seat[],
  personId: string,
  busy: boolean,
  now: Instant,
): Result<SeatChange, SeatRefusal> {
  if (meeting.state === 'cancelled') return refuse('class-cancelled', 'This class was cancelled. Choose another one.');
  if (meeting.state === 'held' || meeting.end <= now) return refuse('class-over', 'This class is over. Choose another one.');
  const own = seats.find((seat) => seat.personId === personId);
  if (own && own.state !== 'given-up') return refuse('seated-already', 'They have a seat here, or wait for one already.');
  if (busy) return refuse('busy-then', 'They are in another class or on shift then. Choose another class, or free that time first.');
  const free = takenSeats(seats) < meeting.seats && inLine(seats).length === 0;
  return ok({ personId, to: free ? 'seated' : 'waiting' });
}

/**
 * A seat or a place in the line is given up; whoever has waited longest and can come then gets the seat. Who cannot come (`isBusy`) keeps
 * their place in the line.
 */
export function giveUpSeat(
  meeting: Meeting,
  seats: readonly Seat[],
  personId: string,
  isBusy: (personId: string) => boolean,
  now: Instant,
): Result<readonly SeatChange[], SeatRefusal> {
  const own = seats.find((seat) => seat.personId === personId);
  if (own?.state !== 'seated' && own?.state !== 'waiting') return refuse('not-in-class', 'They have no seat in this class.');
  const left = seats.map((seat): Seat => (seat === own ? { ...seat, state: 'given-up' } : seat));
  return ok([{ personId, to: 'given-up' }, ...promote(meeting, left, isBusy, now)]);
}

/** Whoever waits, in order, as far as there are seats: after a seat was given up, a larger room was found, or somebody became free. */
export function promote(meeting: Meeting, seats: readonly Seat[], isBusy: (personId: string) => boolean, now: Instant): SeatChange[] {
  if (meeting.state !== 'planned' || meeting.start <= now) return [];
  const free = Math.max(0, meeting.seats - takenSeats(seats));
  return inLine(seats)
    .filter(({ personId }) => !isBusy(personId))
    .slice(0, free)
    .map(({ personId }) => ({ personId, to: 'seated' }));
}

/** Minutes before the beginning from which somebody may say that they are there. */
export const earlyMinutes = 30;

/** Somebody is in the room: with a seat, or without one where a chair is free. */
export function attend(
  meeting: Meeting,
  seats: readonly Seat[],
  personId: string,
  now: Instant,
): Result<SeatChange, SeatRefusal | 'too-early' | 'full'> {
  if (meeting.state === 'cancelled') return refuse('class-cancelled', 'This class was cancelled.');
  if (now < meeting.start - earlyMinutes * 60_000)
    return refuse('too-early', 'This class has not begun. Open this page again when you are in the room.');
  if (now > meeting.end || meeting.state === 'held')
    return refuse('class-over', 'This class is over. Ask the trainer to mark you as present.');
  const own = seats.find((seat) => seat.personId === personId);
  if (own?.state !== 'seated' && own?.state !== 'attended' && takenSeats(seats) >= meeting.seats)
    return refuse('full', 'Every seat of this class is taken. Speak to the trainer.');
  return ok({ personId, to: 'attended' });
}
