import { randomUUID } from 'node:crypto';
import type { Config } from '#app/config.ts';
import * as directory from '#directory/contract.ts';
import * as training from '#training/contract.ts';
import { recordClient, type Send } from './record-client.ts';
import { personForTest } from './small-hospital.ts';
import { startTestApp, type Client, type TestApp } from './test-app.ts';

/** A hospital with the shipped matrix, live since Monday 2027-03-01, whose courses are played elsewhere and told by xAPI. */
export interface TrainingHospital {
  readonly app: TestApp;
  readonly trainer: Client;
  readonly director: Client;
  readonly hire: (person: Partial<directory.Person> & Pick<directory.Person, 'personId'>) => Promise<void>;
  /** The course player says so: statement ids by competency. */
  readonly take: (personId: string, competencies: readonly string[], outcome?: 'passed' | 'failed') => Promise<readonly string[]>;
  readonly player: Send;
  readonly required: (jobRole: string) => Promise<readonly string[]>;
}

export const courseOf = (competencyId: string): string => `https://courses.lakeview.example/${competencyId}`;

export async function startTrainingHospital(options: { now: string; config?: Partial<Config> }): Promise<TrainingHospital> {
  const app = await startTestApp(options);
  const coordinator = await app.signIn('coordinator');
  await coordinator.call(directory.createSite, { body: { siteId: 'H', name: 'Lakeview', timeZone: 'America/Chicago' } });
  const unit = { unitId: '4W', name: '4 West', siteId: 'H', building: 'Main', floor: '4', zone: 'A', specialty: 'cardiology', beds: 20 };
  await coordinator.call(directory.createUnit, { body: unit });
  await coordinator.call(directory.createGoLive, {
    body: { wave: 'Wave 1', unitId: '4W', date: '2027-03-01', weeks: 12, cpoe: 'mandatory' },
  });
  const trainer = await app.signIn('trainer');
  await trainer.call(training.addDefaultMatrix, {});
  const { competencies, requirements } = await trainer.call(training.getMatrix, {});
  for (const { competencyId } of competencies) {
    const teaches = [{ competencyId, level: 2, proof: 'passed' as const }];
    await trainer.call(training.saveTeachings, { body: { activity: 'module', activityId: courseOf(competencyId), teaches } });
  }
  const player = await recordClient(app, '2.0.0', ['statements/write', 'statements/read']);
  return {
    app,
    trainer,
    director: await app.signIn('director'),
    player,
    hire: async (person) => {
      const given = { givenName: 'Pat', jobRole: 'nurse', homeUnit: '4W', hireDate: '2020-01-01', ...person };
      await coordinator.call(directory.createPerson, { body: personForTest(given) });
    },
    take: async (personId, taken, outcome = 'passed') => {
      const body = taken.map((competencyId) => ({
        id: randomUUID(),
        actor: { account: { homePage: 'urn:atelbow:people', name: personId } },
        verb: { id: `http://adlnet.gov/expapi/verbs/${outcome}` },
        object: { id: courseOf(competencyId) },
        result: { success: outcome === 'passed', score: { scaled: outcome === 'passed' ? 0.9 : 0.4 } },
      }));
      const reply = await player('POST', 'statements', { body });
      if (reply.status !== 200) throw new Error(reply.text);
      app.clock.advanceMinutes(1); // statements of one moment are stored a millisecond apart
      return body.map((one) => one.id);
    },
    required: async (jobRole) => requirements.filter((one) => one.jobRole === jobRole && one.mandatory).map((one) => one.competencyId),
  };
}
