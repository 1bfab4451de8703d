import type { Call } from '#platform/http/call.ts';
import * as practice from '#sandbox/contract.ts';

/** Two exercises of the hospital's own: one published, one that its author has not finished, with a mistake in it. */
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
  note('  two exercises of its own: one published, one being written');
}
