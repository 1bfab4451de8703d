import type { InvitationMail } from '#training/classes/ports.ts';
import * as directory from '#directory/contract.ts';
import * as training from '#training/contract.ts';
import { personForTest } from './small-hospital.ts';
import { startTestApp, type Client, type TestApp } from './test-app.ts';

/*
 * A hospital four weeks before its go-live: one unit of nurses who need a class, two trainers, one room. What is mailed is kept.
 */
export interface ClassHospital {
  readonly app: TestApp;
  readonly lead: Client;
  readonly nurses: readonly string[];
  readonly mails: InvitationMail[];
}

export const goLive = '2027-03-29';
export const course = 'emar-class';

export async function startClassHospital(nurseCount: number): Promise<ClassHospital> {
  const mails: InvitationMail[] = [];
  const app = await startTestApp({
    now: '2027-03-01T15:00:00Z',
    invite: async (mail) => {
      mails.push(mail);
    },
  });
  const coordinator = await app.signIn('coordinator');
  await coordinator.call(directory.createSite, { body: { siteId: 'H', name: 'Lakeview', timeZone: 'America/Chicago' } });
  const unit = { unitId: '4W', name: '4 West', siteId: 'H', building: 'Main', floor: '4', zone: 'A', specialty: 'cardiology', beds: 20 };
  await coordinator.call(directory.createUnit, { body: unit });
  await coordinator.call(directory.createGoLive, { body: { wave: '1', unitId: '4W', date: goLive, weeks: 8, cpoe: 'mandatory' } });
  const nurses = Array.from({ length: nurseCount }, (_, i) => `N${String(i).padStart(2, '0')}`);
  const given = [
    ...nurses.map((personId) => ({ personId, jobRole: 'nurse', homeUnit: '4W', email: `${personId}@lakeview.example`.toLowerCase() })),
    { personId: 'TARA', jobRole: 'trainer', homeUnit: null, email: 'tara@lakeview.example' },
    { personId: 'TOM', jobRole: 'trainer', homeUnit: null, email: 'tom@lakeview.example' },
  ];
  for (const person of given)
    await coordinator.call(directory.createPerson, { body: personForTest({ givenName: 'Pat', hireDate: '2020-01-01', ...person }) });
  const lead = await app.signIn('trainer');
  const director = await app.signIn('director');
  await director.call(training.saveCompetency, {
    params: { competencyId: 'emar' },
    body: { name: 'Give medication with the scanner', description: '', retired: false },
  });
  await director.call(training.saveRequirement, {
    params: { jobRole: 'nurse', competencyId: 'emar' },
    body: {
      level: 1,
      mandatory: true,
      validDays: null,
      dueDaysBeforeGoLive: 1,
      dueDaysAfterStart: 14,
      reason: 'Every dose is scanned.',
      source: '',
      version: 0,
      why: '',
    },
  });
  await lead.call(training.saveCourse, {
    params: { courseId: course },
    body: { name: 'eMAR for nurses', minutes: 240, seatsMax: 4, after: [] },
  });
  await director.call(training.saveTeachings, {
    body: { activity: 'class', activityId: course, teaches: [{ competencyId: 'emar', level: 1, proof: 'attended' }] },
  });
  await lead.call(training.setUnitLimit, { params: { unitId: '4W' }, body: { awayMax: 5 } });
  await lead.call(training.saveRoom, { params: { roomId: 'R1' }, body: { name: 'Room 1', siteId: 'H', seats: 10 } });
  for (const personId of ['TARA', 'TOM'])
    await lead.call(training.saveTrainer, { params: { personId }, body: { courses: [course], sites: ['H'] } });
  return { app, lead, nurses, mails };
}
