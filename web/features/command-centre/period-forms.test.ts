import { expect, test } from 'vitest';
import { jobsText, keptJobs } from './period-forms.ts';

test('what was done stays done while its line stays; blank and repeated lines are left out', () => {
  const before = [
    { text: 'Hold the huddle', done: true },
    { text: 'Watch the queue', done: false },
  ];
  expect(keptJobs(' Hold the huddle \n\nCall in relief\nCall in relief', before)).toEqual([
    { text: 'Hold the huddle', done: true },
    { text: 'Call in relief', done: false },
  ]);
  expect(keptJobs(jobsText(before), before)).toEqual(before);
});
