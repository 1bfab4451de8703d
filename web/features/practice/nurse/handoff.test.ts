import { expect, test } from 'vitest';
import { shiftedInstant } from '#kernel/time.ts';
import type { Communication, MedicationRequest, Task } from '../fhir/resources.ts';
import { dueLines, handoffPayload, readBackConcept, threadOf, type ReadBackCode } from './handoff.ts';

const zone = 'America/Chicago';
const now = shiftedInstant('2027-03-10', '08:00', zone);

const order = (id: string, times: string[], more: Partial<MedicationRequest> = {}): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  authoredOn: '2027-03-08T08:00:00-06:00',
  medicationCodeableConcept: { text: id },
  dosageInstruction: [{ timing: { repeat: { timeOfDay: times.map((time) => `${time}:00`) } } }],
  ...more,
});
const task = (id: string, code: string): Task => ({
  resourceType: 'Task',
  id,
  status: 'requested',
  intent: 'order',
  description: id,
  code: { coding: [{ code }] },
});

test('doses of the next twelve hours and those that were missed, then tasks; what was given or belongs to others is not there', () => {
  const lines = dueLines(
    {
      orders: [
        order('heparin', ['06:00', '14:00', '22:00']),
        order('vancomycin', ['09:00', '21:00']),
        order('past', ['09:00'], { status: 'stopped' }),
      ],
      administrations: [
        {
          resourceType: 'MedicationAdministration',
          id: 'given',
          status: 'completed',
          subject: { reference: 'Patient/p' },
          request: { reference: 'MedicationRequest/heparin' },
          effectiveDateTime: '2027-03-10T06:07:00-06:00',
        },
      ],
      services: [],
      tasks: [task('Skin check', 'do-check'), task('Verify', 'verify-order')],
    },
    now,
    zone,
  );
  expect(lines.map(({ target, text }) => `${target} ${/(not|due) .*/.exec(text)?.[0] ?? ''}`.trim())).toEqual([
    'MedicationRequest/vancomycin not charted 21:00, due 09:00',
    'MedicationRequest/heparin not charted 22:00, due 14:00',
    'Task/Skin check',
  ]);
});

test('what is said of a line goes with it; what is not ticked is not handed over', () => {
  const lines = [
    { target: 'MedicationRequest/a', text: 'a: due 09:00', at: now },
    { target: 'MedicationRequest/b', text: 'b: due 10:00', at: now },
  ];
  const parts = { Situation: 's', Background: 'b', Assessment: 'a', Recommendation: 'r' };
  expect(
    handoffPayload(parts, lines, { 'MedicationRequest/a': ' not before the level ' }).map(({ contentString }) => contentString),
  ).toEqual(['Situation: s', 'Background: b', 'Assessment: a', 'Recommendation: r', 'Due: a: due 09:00 – not before the level']);
});

test('a thread holds what answers the hand-off or an answer to it, and nothing else', () => {
  const said = (id: string, code: ReadBackCode, answers: string, sent: string): Communication => ({
    resourceType: 'Communication',
    id,
    status: 'completed',
    category: [readBackConcept(code)],
    sent,
    inResponseTo: [{ reference: `Communication/${answers}` }],
  });
  const handoff: Communication = { resourceType: 'Communication', id: 'h', status: 'completed' };
  const all = [
    handoff,
    said('right', 'read-back-right', 'second', '4'),
    said('wrong', 'read-back-wrong', 'first', '2'),
    said('second', 'read-back', 'wrong', '3'),
    said('first', 'read-back', 'h', '1'),
    said('other', 'read-back', 'elsewhere', '1'),
  ];
  expect(threadOf(handoff, all).map(({ id }) => id)).toEqual(['first', 'wrong', 'second', 'right']);
});
