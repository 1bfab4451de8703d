import type { MeetingLine, OwnSeat } from '#training/contract.ts';
import type { z } from 'zod';

type SeatState = z.infer<typeof OwnSeat>['own'];

export const seatText: Readonly<Record<SeatState, string>> = {
  seated: 'Has a seat',
  waiting: 'Waits for a seat',
  'given-up': 'Gave it up',
  attended: 'Was there',
  missed: 'Was not there',
};

export const ownSeatText: Readonly<Record<SeatState, string>> = {
  seated: 'You have a seat',
  waiting: 'You wait for a seat',
  'given-up': 'You gave your seat up',
  attended: 'You were there',
  missed: 'You were not there',
};

/** `9 of 12`, `12 of 12, 3 wait`. */
export const fillText = ({ taken, seats, waiting }: Pick<MeetingLine, 'taken' | 'seats' | 'waiting'>): string =>
  `${taken} of ${seats}${waiting > 0 ? `, ${waiting} ${waiting === 1 ? 'waits' : 'wait'}` : ''}`;
