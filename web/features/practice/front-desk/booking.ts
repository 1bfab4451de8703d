import { concept, referenceTo } from '../fhir/codes.ts';
import type { TransactionEntry } from '../fhir/client.ts';
import type { Reference } from '../fhir/elements.ts';
import { ourSystems } from '../fhir/ours.ts';
import type { Communication, Encounter } from '../fhir/resources.ts';
import { putEntry } from '../fhir/use-fhir.ts';
import { isVideo, patientOf, providerOf, type Appointment, type Slot } from '../fhir/visits.ts';

const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
export const cancelReasons = [
  'Patient asked for another day',
  'Patient is better',
  'Patient did not say',
  'The clinic has to cancel',
  'Entered in error',
];

export interface Booking {
  readonly patient: Reference;
  readonly provider: Reference;
  readonly slot: Slot;
  /** `Clinic visit` or `Video visit`. */
  readonly kind: string;
  readonly reason: string;
  /** Somebody of the waiting list: their own entry becomes the appointment. */
  readonly waiting?: Appointment;
}

/** The appointment and its slot, taken at once: nobody else can have it. */
export function bookEntries({ patient, provider, slot, kind, reason, waiting }: Booking, nowIso: string): TransactionEntry[] {
  const { requestedPeriod: _asked, ...begun } = waiting ?? { participant: [] };
  const appointment = {
    ...begun,
    resourceType: 'Appointment',
    status: 'booked',
    appointmentType: { text: kind },
    ...(reason ? { reasonCode: [{ text: reason }], description: reason } : {}),
    slot: [referenceTo(slot)],
    start: slot.start,
    end: slot.end,
    created: waiting?.created ?? nowIso,
    participant: [
      { actor: patient, status: 'accepted' },
      { actor: provider, status: 'accepted' },
    ],
  } as Appointment;
  return [putEntry(appointment), putEntry({ ...slot, status: 'busy' })];
}

/** Cancelled with its reason; the slot is free for somebody else. */
export function cancelEntries(appointment: Appointment, slot: Slot | undefined, reason: string): TransactionEntry[] {
  return [
    putEntry({ ...appointment, status: 'cancelled', cancelationReason: { text: reason } }),
    ...(slot ? [putEntry({ ...slot, status: 'free' })] : []),
  ];
}

/** Here: the appointment is marked and the visit begins, so that those who room the patient see it. */
export function checkInEntries(appointment: Appointment, nowIso: string): TransactionEntry[] {
  const patient = patientOf(appointment);
  const provider = providerOf(appointment);
  const visit = {
    resourceType: 'Encounter',
    status: 'arrived',
    class: isVideo(appointment)
      ? { system: actCode, code: 'VR', display: 'virtual' }
      : { system: actCode, code: 'AMB', display: 'ambulatory' },
    type: [{ text: isVideo(appointment) ? 'Video visit' : 'Clinic visit' }],
    ...(patient ? { subject: patient } : {}),
    appointment: [referenceTo(appointment)],
    ...(provider ? { participant: [{ individual: provider }] } : {}),
    period: { start: nowIso },
    ...(appointment.reasonCode ? { reasonCode: appointment.reasonCode } : {}),
  } as Encounter;
  return [putEntry({ ...appointment, status: 'arrived' }), putEntry(visit)];
}

/** Gone: the appointment was kept, the visit is over. */
export function checkOutEntries(appointment: Appointment, visit: Encounter | undefined, nowIso: string): TransactionEntry[] {
  // Somebody who came early can be gone before the visit was to begin: a period never ends before its start.
  const end = Date.parse(visit?.period?.start ?? nowIso) > Date.parse(nowIso) ? visit?.period?.start : nowIso;
  return [
    putEntry({ ...appointment, status: 'fulfilled' }),
    ...(visit ? [putEntry({ ...visit, status: 'finished', period: { ...visit.period, ...(end ? { end } : {}) } })] : []),
  ];
}

/** A video visit begins with where the patient is: whoever must send help has to know. */
export const placeOfVideo = (patient: Reference, place: string, by: Reference, nowIso: string): Communication => ({
  resourceType: 'Communication',
  status: 'completed',
  category: [concept(ourSystems.task, 'video-visit-place', 'Place of a video visit')],
  subject: patient,
  sent: nowIso,
  sender: by,
  payload: [{ contentString: place }],
});

/** What a reminder says at first; one of a video visit holds the way in. */
export const reminderText = (appointment: Appointment, when: string): string => {
  const whom = providerOf(appointment)?.display ?? 'your clinic';
  return isVideo(appointment)
    ? `Video visit: ${when} with ${whom}. Open https://video.lakeview.example/${appointment.id} ten minutes before, in a quiet place.`
    : `Your visit: ${when} with ${whom}. Please bring your insurance card and your medicines.`;
};

export function reminderOf(appointment: Appointment, words: string, by: Reference, nowIso: string): Communication {
  const patient = patientOf(appointment);
  return {
    resourceType: 'Communication',
    status: 'completed',
    category: [concept(ourSystems.task, 'appointment-reminder', 'Appointment reminder')],
    ...(patient ? { subject: patient, recipient: [patient] } : {}),
    about: [referenceTo(appointment)],
    sent: nowIso,
    sender: by,
    payload: [{ contentString: words }],
  };
}
