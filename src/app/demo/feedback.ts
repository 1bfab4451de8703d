import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Call } from '#platform/http/call.ts';
import * as training from '#training/contract.ts';
import { listPeople } from '#directory/contract.ts';

/*
 * What learners say of modules and exercises: most of it waits, one place is taken, two were answered. And signals that somebody saw, so that a
 * visit is wanted.
 */
const page = (activityId: string, partId: string) => ({ activity: 'module', activityId, part: 'page', partId }) as const;
const item = (activityId: string, partId: string) => ({ activity: 'module', activityId, part: 'item', partId }) as const;
const whole = (activityId: string) => ({ activity: 'module', activityId, part: 'whole', partId: '' }) as const;
const exerciseId = 'nurse-morning-medications';
const exercise = { activity: 'exercise', activityId: exerciseId, part: 'whole', partId: '' } as const;

type Closing = z.input<typeof training.closeRepair.body>;
type Said = readonly [learner: number, place: training.FeedbackPlace, said: training.SaidKind, comment: string];
const words: readonly Said[] = [
  [0, item('nurse-bar-code', 'torn-code'), 'wrong', 'Pharmacy reprints the label on our unit, we never type the number.'],
  [1, item('nurse-bar-code', 'torn-code'), 'unclear', ''],
  [2, item('nurse-bar-code', 'torn-code'), 'wrong', 'Two of the choices are right where I work'],
  [0, page('nurse-bar-code', '2'), 'too-long', 'The part about insulin could be a page of its own'],
  [3, page('everybody-right-patient', '1'), 'does-not-fit', 'In the theatre the patient is asleep. Whom do I ask?'],
  [1, whole('everybody-right-patient'), 'good', 'Short, and just what happens in January'],
  [2, whole('nurse-bar-code'), 'good', ''],
  [4, exercise, 'unclear', 'I did not see that the heart rate was from yesterday'],
  [5, exercise, 'too-long', ''],
];
const answered: readonly (readonly [said: Said, close: Closing])[] = [
  [
    [0, item('everybody-right-patient', 'phone-lab'), 'unclear', 'Who calls back, the lab or me?'],
    {
      outcome: 'answered',
      version: null,
      youSaid: 'It does not say who calls back',
      answer: 'The lab stays on the line until you have read it back: page 3 says so, and the question now points there in its answer.',
    },
  ],
  [
    [1, page('nurse-bar-code', '0'), 'does-not-fit', 'We have the new wristbands already'],
    {
      outcome: 'answered',
      version: null,
      youSaid: 'Some units have the new wristbands already',
      answer: 'The old ones are in use until the second wave has gone live. The page changes on that day.',
    },
  ],
];

export async function furnishFeedback(call: Call, learners: readonly Call[], note: (line: string) => void): Promise<void> {
  if (learners.length === 0) return;
  const say = ([learner, place, said, comment]: Said) => {
    const speaker = learners[learner % learners.length];
    return speaker?.(training.giveFeedback, { body: { ...place, key: randomUUID(), version: 1, said, comment, named: learner === 3 } });
  };
  for (const [said, close] of answered) {
    await say(said);
    const { repairId } = await call(training.takeRepair, { body: said[1] });
    await call(training.closeRepair, { params: { repairId }, body: close });
  }
  for (const said of words) await say(said);
  await call(training.takeRepair, { body: exercise });
  const { people } = await call(listPeople, { query: { jobRole: 'physician', limit: 6 } });
  const signals = ['paper-workarounds', 'tickets-on-routine', 'frustration'] as const;
  for (const [n, { personId }] of people.slice(2, 5).entries()) {
    const signal = signals[n] ?? 'frustration';
    const competencyId = signal === 'paper-workarounds' ? 'cpoe-medication' : null;
    await call(training.noticeByHand, { params: { personId }, body: { signal, competencyId } });
  }
  note(`  ${words.length + answered.length} words of learners, ${answered.length} of them answered; three visits wanted`);
}
