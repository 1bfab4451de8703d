import type { Call } from '#platform/http/call.ts';
import * as practice from '#sandbox/contract.ts';

/** Two exercises of the hospital's own: one published, one that its author has not finished, with a mistake in it; and two apps of others. */
export async function furnishExercises(call: Call, note: (line: string) => void): Promise<void> {
  const published = { exerciseId: 'lakeview-transfusion' };
  await call(practice.createExercise, { body: { ...published, title: 'Red cells, the Lakeview way', copyOf: 'nurse-transfusion' } });
  const { source } = await call(practice.getForAuthor, { params: published });
  const ours = source
    .replace('withinMin: 5', 'withinMin: 3')
    .replace('not stopped within five minutes', 'not stopped within three minutes');
  const { revision } = await call(practice.saveExerciseDraft, { params: published, body: { source: ours, revision: 1 } });
  await call(practice.publishExercise, {
    params: published,
    body: { revision, changeNote: 'Our rule is three minutes from fever to stop.' },
  });
  const draft = { exerciseId: 'insulin-at-night' };
  await call(practice.createExercise, {
    body: { ...draft, title: 'Insulin at night, before the doctor calls', copyOf: 'nurse-insulin-hold' },
  });
  const begun = await call(practice.getForAuthor, { params: draft });
  const unfinished = begun.source.replace(/^( +find: ".*)\)"$/m, '$1"');
  await call(practice.saveExerciseDraft, { params: draft, body: { source: unfinished, revision: 1 } });
  const apps = [
    { name: 'Growth chart', launchUri: 'https://growth.example/launch', redirectUris: ['https://growth.example/back'] },
    {
      name: 'Bed planner',
      redirectUris: ['https://beds.example/signed-in'],
      authentication: 'secret' as const,
      scopes: ['launch/patient', 'offline_access', 'patient/Encounter.rs', 'patient/Location.rs'],
    },
  ];
  for (const app of apps) await call(practice.registerApp, { body: app });
  note('  two exercises of its own: one published, one being written');
}
