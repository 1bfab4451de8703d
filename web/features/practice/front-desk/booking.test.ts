import { describe, expect, it } from 'vitest';
import type { Encounter } from '../fhir/resources.ts';
import type { Appointment, Slot } from '../fhir/visits.ts';
import { bookEntries, cancelEntries, checkInEntries, checkOutEntries } from './booking.ts';

const now = '2027-03-10T08:05:00-06:00';
const slot: Slot = {
  resourceType: 'Slot',
  id: 's1',
  schedule: { reference: 'Schedule/a' },
  status: 'free',
  start: '2027-03-11T09:20:00-06:00',
  end: '2027-03-11T09:40:00-06:00',
};
const waiting: Appointment = {
  resourceType: 'Appointment',
  id: 'w1',
  status: 'waitlist',
  requestedPeriod: [{ start: now }],
  participant: [{ actor: { reference: 'Patient/p1' }, status: 'accepted' }],
};
const patient = { reference: 'Patient/p1', display: 'P' };
const provider = { reference: 'Practitioner/d1' };
const resources = (entries: readonly { resource?: unknown }[]): unknown[] => entries.map((one) => one.resource);

describe('booking', () => {
  it('takes the slot with the appointment', () => {
    const [made, taken] = resources(bookEntries({ patient, provider, slot, kind: 'Video visit', reason: 'Headache' }, now));
    expect(made).toMatchObject({
      status: 'booked',
      start: slot.start,
      appointmentType: { text: 'Video visit' },
      slot: [{ reference: 'Slot/s1' }],
    });
    expect(taken).toMatchObject({ id: 's1', status: 'busy' });
  });

  it('makes the entry of the waiting list the appointment itself', () => {
    const [made] = resources(bookEntries({ patient, provider, slot, kind: 'Clinic visit', reason: 'Asthma', waiting }, now));
    expect(made).toMatchObject({ id: 'w1', status: 'booked' });
    expect(made).not.toHaveProperty('requestedPeriod');
  });

  it('frees the slot of what is cancelled, with the reason', () => {
    const [gone, free] = resources(cancelEntries({ ...waiting, status: 'booked' }, { ...slot, status: 'busy' }, 'Patient is better'));
    expect(gone).toMatchObject({ status: 'cancelled', cancelationReason: { text: 'Patient is better' } });
    expect(free).toMatchObject({ status: 'free' });
  });

  it('begins a visit at check-in that names the appointment', () => {
    const [, visit] = resources(checkInEntries({ ...waiting, status: 'booked' }, now));
    expect(visit).toMatchObject({ status: 'arrived', appointment: [{ reference: 'Appointment/w1' }], period: { start: now } });
  });

  it('never ends a visit before it began', () => {
    const visit: Encounter = { resourceType: 'Encounter', id: 'e1', status: 'arrived', period: { start: '2027-03-10T08:20:00-06:00' } };
    const [, ended] = resources(checkOutEntries({ ...waiting, status: 'arrived' }, visit, now));
    expect(ended).toMatchObject({ status: 'finished', period: { end: '2027-03-10T08:20:00-06:00' } });
  });
});
