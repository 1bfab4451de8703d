import type { Fields, Resource } from '../core/fhir/resource.ts';
import type { Clock } from './clock.ts';
import { noteTypes } from './codes.ts';
import { base64 } from './base64.ts';
import { diagnosisConcept, patientRef } from './person.ts';
import { bedId, wards } from './places.ts';
import { staffName } from './staff.ts';
import type { NoteSpec, Stay, Story } from './story.ts';
import { coding, concept, hl7Systems, ref, systems } from './systems.ts';

export interface Bedded extends Story {
  readonly stay: Stay;
}

export const encounterRef = (story: Story): Fields => ref(`Encounter/enc-${story.id}`);
export const practitioner = (id: string): Fields => ref(`Practitioner/${id}`, staffName(id));

/** The stay itself: encounter, reason, care orders, care team, notes. */
export function stayResources(story: Bedded, clock: Clock): Resource[] {
  const { stay } = story;
  return [
    encounter(story, clock),
    {
      resourceType: 'Condition',
      id: `dx-${story.id}`,
      clinicalStatus: concept(hl7Systems.conditionClinical, 'active', 'Active'),
      verificationStatus: concept(hl7Systems.conditionVerification, 'confirmed', 'Confirmed'),
      category: [concept(hl7Systems.conditionCategory, 'encounter-diagnosis', 'Encounter Diagnosis')],
      code: diagnosisConcept(stay.reason),
      subject: patientRef(story),
      encounter: encounterRef(story),
      recordedDate: clock.iso(-stay.admittedDay, stay.admittedAt),
    },
    {
      resourceType: 'CareTeam',
      id: `team-${story.id}`,
      status: 'active',
      subject: patientRef(story),
      encounter: encounterRef(story),
      participant: [
        { role: [{ text: 'Attending' }], member: practitioner(stay.attending) },
        { role: [{ text: 'Nurse' }], member: practitioner(stay.nurse) },
      ],
    },
    ...careOrders(story, clock),
    ...stay.notes.map((one, index) => noteResource(story, one, `note-${story.id}-${index + 1}`, clock)),
  ];
}

function encounter(story: Bedded, clock: Clock): Resource {
  const { stay } = story;
  const emergency = stay.ward === 'ed';
  const start = clock.iso(-stay.admittedDay, stay.admittedAt);
  const ward = wards.find(({ id }) => id === stay.ward);
  return {
    resourceType: 'Encounter',
    id: `enc-${story.id}`,
    status: 'in-progress',
    class: emergency ? coding(hl7Systems.actCode, 'EMER', 'emergency') : coding(hl7Systems.actCode, 'IMP', 'inpatient encounter'),
    type: [{ text: emergency ? 'Emergency visit' : 'Hospital stay' }],
    subject: patientRef(story),
    participant: [
      {
        type: [concept('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'ATND', 'attender')],
        individual: practitioner(stay.attending),
      },
      { type: [{ text: 'Nurse' }], individual: practitioner(stay.nurse) },
    ],
    period: { start },
    reasonCode: [diagnosisConcept(stay.reason)],
    location: [
      {
        location: ref(`Location/${bedId(stay.ward, stay.bed)}`, `${stay.ward.toUpperCase()}-${String(stay.bed).padStart(2, '0')}`),
        status: 'active',
        period: { start },
      },
      { location: ref(`Location/ward-${stay.ward}`, ward?.name), status: 'active' },
    ],
    serviceProvider: ref(`Organization/org-${stay.ward}`),
  };
}

function careOrders(story: Bedded, clock: Clock): Resource[] {
  const { stay } = story;
  const texts = [`Diet: ${stay.diet}`, ...(stay.isolation ? [`Isolation: ${stay.isolation}`] : []), ...(stay.care ?? [])];
  return texts.map((text, index): Resource => ({
    resourceType: 'ServiceRequest',
    id: `care-${story.id}-${index + 1}`,
    status: 'active',
    intent: 'order',
    category: [concept(systems.local, 'nursing', 'Nursing order')],
    code: { text },
    subject: patientRef(story),
    encounter: encounterRef(story),
    authoredOn: clock.iso(-stay.admittedDay, stay.admittedAt),
    requester: practitioner(stay.attending),
  }));
}

export function noteResource(story: Story, { type, day, time, by, text }: NoteSpec, id: string, clock: Clock): Resource {
  const [code, name] = noteTypes[type];
  return {
    resourceType: 'DocumentReference',
    id,
    status: 'current',
    docStatus: 'final',
    type: concept(systems.loinc, code, name),
    subject: patientRef(story),
    date: clock.iso(day, time),
    author: [practitioner(by)],
    authenticator: practitioner(by),
    content: [{ attachment: { contentType: 'text/plain', title: name, data: base64(text) } }],
    ...(story.stay ? { context: { encounter: [encounterRef(story)] } } : {}),
  };
}
