import type { Concept, Period, Reference, Resource } from './elements.ts';

export interface Schedule extends Resource {
  resourceType: 'Schedule';
  active?: boolean;
  actor: Reference[];
}
export interface Slot extends Resource {
  resourceType: 'Slot';
  schedule: Reference;
  /** `busy-unavailable`: kept free on purpose. */
  status: string;
  start: string;
  end: string;
}
export interface Appointment extends Resource {
  resourceType: 'Appointment';
  status: string;
  cancelationReason?: Concept;
  appointmentType?: Concept;
  reasonCode?: Concept[];
  description?: string;
  start?: string;
  end?: string;
  minutesDuration?: number;
  slot?: Reference[];
  created?: string;
  basedOn?: Reference[];
  participant: { actor?: Reference; status: string }[];
  requestedPeriod?: Period[];
}

const actor = (appointment: Appointment, type: string): Reference | undefined =>
  appointment.participant.find((one) => one.actor?.reference?.startsWith(`${type}/`))?.actor;
export const patientOf = (appointment: Appointment): Reference | undefined => actor(appointment, 'Patient');
export const providerOf = (appointment: Appointment): Reference | undefined => actor(appointment, 'Practitioner');
export const isVideo = (appointment: Appointment): boolean => /video/i.test(appointment.appointmentType?.text ?? '');
export const visitKinds = ['Clinic visit', 'Video visit'] as const;
