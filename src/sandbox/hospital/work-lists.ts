import type { Resource } from '../core/fhir/resource.ts';
import type { Clock } from './clock.ts';
import { drugConcept, productFor, productName } from './formulary.ts';
import { dosage, patientRef } from './person.ts';
import { encounterRef, noteResource, practitioner } from './stay.ts';
import { home, type Story } from './story.ts';
import { concept, hl7Systems, ref, systems } from './systems.ts';

interface TaskSpec {
  readonly id: string;
  readonly code: string;
  readonly text: string;
  readonly patient: string;
  readonly owner: string;
  readonly focus?: string;
  readonly priority?: 'routine' | 'urgent' | 'stat';
  readonly at: string;
}

const task = (
  id: string,
  code: string,
  text: string,
  patient: string,
  owner: string,
  at: string,
  extra: Partial<TaskSpec> = {},
): TaskSpec => ({ id, code, text, patient, owner, at, ...extra });

/** What lies on people's lists this morning. */
const tasks: readonly TaskSpec[] = [
  task('review-mensah', 'review-result', 'Basic metabolic panel: potassium critical', 'mensah-abena', 'dr-silva', '07:10', {
    focus: 'DiagnosticReport/rep-mensah-abena-bmp-0',
    priority: 'stat',
  }),
  task('review-harriet', 'review-result', 'Basic metabolic panel', 'jensen-harriet', 'dr-silva', '06:40', {
    focus: 'DiagnosticReport/rep-jensen-harriet-bmp-0',
  }),
  task('review-larsen', 'review-result', 'Complete blood count', 'larsen-edith', 'dr-silva', '06:45', {
    focus: 'DiagnosticReport/rep-larsen-edith-cbc-0',
  }),
  task('ack-nguyen', 'acknowledge-order', 'Transfuse 2 units red blood cells', 'nguyen-thanh', 'rn-baker', '06:20', {
    focus: 'ServiceRequest/care-nguyen-thanh-2',
    priority: 'urgent',
  }),
  task('ack-larsen', 'acknowledge-order', 'Walk in the corridor three times a day', 'larsen-edith', 'rn-baker', '07:35', {
    focus: 'ServiceRequest/care-larsen-edith-2',
  }),
  task('skin-popov', 'do-check', 'Skin check is due', 'popov-irina', 'rn-baker', '06:00'),
  task('cosign-harriet', 'co-sign', 'Progress note of Dr. Bello', 'jensen-harriet', 'dr-silva', '07:30', {
    focus: 'DocumentReference/note-resident-jensen-harriet',
  }),
  task('refill-ruiz', 'refill-request', 'Losartan 50 mg: last tablet tomorrow', 'ruiz-elena', 'ma-lopez', '07:50'),
  task('test-cole', 'point-of-care-test', 'Finger-stick glucose before the visit', 'cole-dennis', 'ma-lopez', '07:55'),
  task('vaccine-foster', 'give-vaccine', 'Influenza vaccine is due', 'foster-amy', 'ma-lopez', '07:50'),
  task('call-hoffman', 'call-back', 'Cannot come today, asks for another day', 'hoffman-lee', 'fd-adams', '07:40'),
  task('deny-wright', 'work-denial', 'Denied: no authorization on file', 'wright-gloria', 'bl-frost', '07:00', {
    focus: 'ClaimResponse/ans-wright-gloria',
  }),
  task('edit-park', 'fix-claim', 'Claim stopped by two edits', 'park-min', 'bl-frost', '07:00', { focus: 'Claim/clm-park-min' }),
  task('review-ahmed', 'review-charges', 'Charges to review', 'ahmed-yusuf', 'bl-frost', '07:00'),
  task('bed-mills', 'assign-bed', 'Bed on 5 North, airborne isolation', 'mills-tessa', 'uc-reed', '07:20', { priority: 'urgent' }),
  task('transport-berg', 'arrange-transport', 'To CT, contrast', 'berg-anders', 'uc-reed', '07:25', {
    focus: 'ServiceRequest/care-berg-anders-2',
    priority: 'urgent',
  }),
  task('plan-larsen', 'plan-discharge', 'Home tomorrow: needs help at home', 'larsen-edith', 'cm-nash', '07:40'),
  task('days-castillo', 'ask-payer', 'Payer wants reasons for two more days', 'castillo-jorge', 'cm-nash', '07:30', { priority: 'urgent' }),
];

export function workResources(people: ReadonlyMap<string, Story>, clock: Clock): Resource[] {
  const of = (id: string): Story[] => [people.get(id)].filter((one) => one !== undefined);
  return [
    ...tasks.flatMap((one) => of(one.patient).map((story) => taskResource(one, story, clock))),
    ...of('jensen-harriet').map((story) => residentNote(story, clock)),
    ...messages.flatMap((one, index) => of(one.patient).map((story) => message(one, story, index, clock))),
    ...of('ruiz-elena').flatMap((story) => refill(story, clock)),
    ...of('popov-irina').flatMap((story) => carePlan(story, clock)),
    ...of('foster-amy').map((story) => vaccineDue(story, clock)),
    ...of('wright-gloria').map((story) => authorization(story, clock)),
  ];
}

const taskResource = ({ id, code, text, owner, focus, priority = 'routine', at }: TaskSpec, story: Story, clock: Clock): Resource => ({
  resourceType: 'Task',
  id: `task-${id}`,
  status: 'requested',
  intent: 'order',
  priority,
  code: concept(systems.task, code, text),
  description: text,
  ...(focus === undefined ? {} : { focus: ref(focus) }),
  for: patientRef(story),
  ...(story.stay ? { encounter: encounterRef(story) } : {}),
  authoredOn: clock.iso(0, at),
  lastModified: clock.iso(0, at),
  owner: practitioner(owner),
});

interface MessageSpec {
  readonly patient: string;
  readonly from: string;
  readonly to: string;
  readonly at: string;
  readonly text: string;
}

const messages: readonly MessageSpec[] = [
  {
    patient: 'fischer-ron',
    from: 'ph-roy',
    to: 'dr-silva',
    at: '07:15',
    text: 'Vancomycin trough 28.6 and creatinine 2.8. I shall propose another dose.',
  },
  {
    patient: 'larsen-edith',
    from: 'cm-nash',
    to: 'dr-silva',
    at: '07:45',
    text: 'Home tomorrow can work if nursing starts the same day. I shall ask her today.',
  },
  {
    patient: 'popov-irina',
    from: 'rn-quinn',
    to: 'rn-baker',
    at: '06:50',
    text: 'Her tailbone is red. The skin check is due this morning.',
  },
];

const message = ({ from, to, at, text }: MessageSpec, story: Story, index: number, clock: Clock): Resource => ({
  resourceType: 'Communication',
  id: `msg-${story.id}-${index + 1}`,
  status: 'completed',
  category: [concept(systems.task, 'message', 'Message')],
  subject: patientRef(story),
  sent: clock.iso(0, at),
  sender: practitioner(from),
  recipient: [practitioner(to)],
  payload: [{ contentString: text }],
});

/** Written by a resident: valid only when an attending has signed it too. */
function residentNote(story: Story, clock: Clock): Resource {
  const text =
    'Breathes easier on prednisone and albuterol, saturation 92% on two liters. Home in two days if she walks the corridor without oxygen.';
  const spec = { type: 'progress', day: 0, time: '07:20', by: 'dr-bello', text } as const;
  const { authenticator: _nobodyYet, ...note } = noteResource(story, spec, `note-resident-${story.id}`, clock);
  return { ...note, resourceType: 'DocumentReference', docStatus: 'preliminary' };
}

/** What was prescribed last time: a refill is a new draft order that looks like it. */
function refill(story: Story, clock: Clock): Resource[] {
  const spec = home('losartan', 50, 'mg');
  const product = productFor(spec.drug, spec.dose);
  return [
    {
      resourceType: 'MedicationRequest',
      id: `rx-${story.id}-losartan`,
      status: 'completed',
      intent: 'order',
      category: [concept(hl7Systems.orderCategory, 'community', 'Community')],
      medicationCodeableConcept: drugConcept(spec.drug),
      subject: patientRef(story),
      supportingInformation: [ref(`Medication/${product.id}`, productName(product))],
      authoredOn: clock.iso(-91, '10:00'),
      requester: practitioner('dr-novak'),
      dosageInstruction: [dosage(spec)],
      dispenseRequest: { numberOfRepeatsAllowed: 0, quantity: { value: 90, unit: 'tablet' } },
    },
  ];
}

function carePlan(story: Story, clock: Clock): Resource[] {
  return [
    {
      resourceType: 'Goal',
      id: `goal-${story.id}-skin`,
      lifecycleStatus: 'active',
      achievementStatus: concept(hl7Systems.goalAchievement, 'in-progress', 'In Progress'),
      description: { text: 'Skin stays whole' },
      subject: patientRef(story),
      startDate: clock.date(-5),
    },
    {
      resourceType: 'CarePlan',
      id: `plan-${story.id}`,
      status: 'active',
      intent: 'plan',
      title: 'Nursing care plan',
      subject: patientRef(story),
      encounter: encounterRef(story),
      created: clock.iso(-5, '10:00'),
      author: practitioner('rn-baker'),
      goal: [ref(`Goal/goal-${story.id}-skin`)],
      activity: [
        { detail: { kind: 'ServiceRequest', status: 'in-progress', description: 'Help with meals' } },
        { detail: { kind: 'ServiceRequest', status: 'in-progress', description: 'Bed low, bell within reach' } },
      ],
    },
  ];
}

const vaccineDue = (story: Story, clock: Clock): Resource => ({
  resourceType: 'ImmunizationRecommendation',
  id: `due-${story.id}`,
  patient: patientRef(story),
  date: clock.date(-1),
  recommendation: [
    {
      vaccineCode: [concept(systems.cvx, '140', 'Influenza, seasonal, injectable, preservative free')],
      forecastStatus: concept('http://terminology.hl7.org/CodeSystem/immunization-recommendation-status', 'due', 'Due'),
      dateCriterion: [{ code: concept(systems.loinc, '30980-7', 'Date vaccine due'), value: clock.iso(0, '00:00') }],
    },
  ],
});

/** The payer's letter that had been filed under another visit: what the appeal needs. */
const authorization = (story: Story, clock: Clock): Resource => ({
  resourceType: 'DocumentReference',
  id: `auth-${story.id}`,
  status: 'current',
  type: { text: 'Authorization letter' },
  identifier: [{ system: systems.account, value: 'AUTH-40817' }],
  subject: patientRef(story),
  date: clock.iso(-28, '11:00'),
  author: [ref(`Organization/payer-${story.payer}`)],
  description: 'Harbor Point HMO authorizes one injection into the right knee, number AUTH-40817',
  content: [{ attachment: { contentType: 'text/plain', title: 'Authorization AUTH-40817', data: 'QVVUSC00MDgxNw==' } }],
});
