import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askForSeat, attend, giveUpSeat, promote, type Meeting, type Seat, type SeatChange } from './seats.ts';

const meeting: Meeting = { meetingId: 'm', seats: 3, state: 'planned', start: 1e6, end: 2e6 };

function apply(seats: readonly Seat[], changes: readonly SeatChange[], at: number): Seat[] {
  return changes.reduce<Seat[]>(
    (now, { personId, to }) => {
      const own = now.find((seat) => seat.personId === personId);
      const again = own?.state === 'given-up' && (to === 'waiting' || to === 'seated');
      const place = now.length;
      if (!own) return [...now, { personId, state: to, askedAt: at, place }];
      return now.map((seat) => (seat === own ? { ...seat, state: to, ...(again ? { askedAt: at, place } : {}) } : seat));
    },
    [...seats],
  );
}

test('never more in class than seats; nobody who can come waits while a seat is free; the line is served in order', () => {
  const step = fc.record({
    who: fc.nat({ max: 7 }),
    what: fc.constantFrom('ask', 'ask', 'give-up'),
    busy: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let seats: Seat[] = [];
      steps.forEach(({ who, what, busy }, at) => {
        const isBusy = (personId: string): boolean => busy.includes(Number(personId.slice(1)));
        const before = seats;
        const result =
          what === 'ask' ? askForSeat(meeting, seats, `p${who}`, isBusy(`p${who}`), at) : giveUpSeat(meeting, seats, `p${who}`, isBusy, at);
        if (!result.ok) return;
        const changes = 'personId' in result.value ? [result.value] : result.value;
        seats = apply(seats, changes, at);
        expect(seats.filter(({ state }) => state === 'seated').length).toBeLessThanOrEqual(meeting.seats);
        expect(what === 'ask' ? [] : promote(meeting, seats, isBusy, at)).toEqual([]);
        // Whoever was promoted asked before everybody who still waits and could come.
        const promoted = changes.filter(
          ({ personId, to }) => to === 'seated' && before.some((seat) => seat.personId === personId && seat.state === 'waiting'),
        );
        const line = seats.filter(({ state, personId }) => state === 'waiting' && !isBusy(personId));
        for (const { personId } of promoted) {
          const asked = before.find((seat) => seat.personId === personId)?.place ?? -1;
          expect(line.every(({ place }) => place > asked)).toBe(true);
        }
      });
    }),
  );
});

test('what is refused, and why', () => {
  const seated: Seat[] = [{ personId: 'a', state: 'seated', askedAt: 0, place: 0 }];
  const code = (result: { ok: true } | { ok: false; refusal: { code: string } }): string => (result.ok ? 'ok' : result.refusal.code);
  expect(code(askForSeat(meeting, seated, 'a', false, 0))).toBe('seated-already');
  expect(code(askForSeat(meeting, seated, 'b', true, 0))).toBe('busy-then');
  expect(code(askForSeat({ ...meeting, state: 'cancelled' }, seated, 'b', false, 0))).toBe('class-cancelled');
  expect(code(askForSeat(meeting, seated, 'b', false, 2e6))).toBe('class-over');
  expect(code(giveUpSeat(meeting, seated, 'b', () => false, 0))).toBe('not-in-class');
  const soon = { ...meeting, start: 1e8, end: 1.1e8 };
  expect(code(attend(soon, seated, 'a', 0))).toBe('too-early');
  expect(code(attend(soon, seated, 'b', 1e8))).toBe('ok');
  expect(code(attend({ ...soon, seats: 1 }, seated, 'b', 1e8))).toBe('full');
  expect(code(attend({ ...soon, seats: 1 }, seated, 'a', 1e8))).toBe('ok');
  expect(code(attend(soon, seated, 'a', 1.2e8))).toBe('class-over');
});
