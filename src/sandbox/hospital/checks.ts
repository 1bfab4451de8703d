import type { Fields, Resource } from '../core/fhir/resource.ts';
import type { Clock } from './clock.ts';
import { ours } from './systems.ts';

interface Question {
  readonly id: string;
  readonly text: string;
  /** Answers with what each counts; none: yes (1) or no (0). */
  readonly answers?: readonly (readonly [text: string, counts: number])[];
}

interface Check {
  readonly id: string;
  readonly title: string;
  /** What the sum means. */
  readonly reading: string;
  readonly questions: readonly Question[];
}

const question = (id: string, text: string, ...answers: (readonly [string, number])[]): Question => ({
  id,
  text,
  ...(answers.length > 0 ? { answers } : {}),
});

/** Checks and screenings written for this hospital: no licensed scale, and no claim that they are validated. */
export const checks: readonly Check[] = [
  {
    id: 'skin-risk',
    title: 'Skin check',
    reading: '4 or more: at risk, plan what protects the skin.',
    questions: [
      question('moves', 'Moves in bed', ['Turns alone', 0], ['With help', 1], ['Does not move', 2]),
      question('moist', 'Skin moist from sweat or urine', ['Seldom', 0], ['Every day', 1], ['All the time', 2]),
      question('eats', 'Eats', ['Most of each meal', 0], ['Half', 1], ['Hardly anything', 2]),
      question('red', 'A red place that does not blanch', ['No', 0], ['Yes', 2]),
    ],
  },
  {
    id: 'fall-risk',
    title: 'Fall check',
    reading: '3 or more: fall precautions.',
    questions: [
      question('fell', 'Fell in the last three months'),
      question('walks', 'Walks unsteadily or with an aid'),
      question('line', 'Has a line, a drain or oxygen tubing'),
      question('drowsy', 'Takes something that makes drowsy'),
      question('confused', 'Forgets what they cannot do'),
    ],
  },
  {
    id: 'mood',
    title: 'Mood screening',
    reading: '2 or more: tell the physician today.',
    questions: [
      question('low', 'Felt low on most days of the last two weeks'),
      question('interest', 'Lost interest in what used to be a pleasure'),
      question('sleep', 'Sleeps much worse or much more'),
      question('safe', 'Had thoughts of harming themselves'),
    ],
  },
  {
    id: 'vaccine',
    title: 'Before a vaccination',
    reading: 'Any yes: ask the physician first.',
    questions: [
      question('fever', 'Fever today'),
      question('reaction', 'Serious reaction to a vaccine before'),
      question('pregnant', 'Pregnant'),
      question('immune', 'Medicine or illness that weakens defenses'),
    ],
  },
  {
    id: 'return-risk',
    title: 'Risk of coming back',
    reading: '3 or more: call within two days, visit within seven.',
    questions: [
      question('before', 'In hospital in the last 30 days'),
      question('alone', 'Lives alone'),
      question('medicines', 'More than five medicines'),
      question('walks', 'Needs help to walk'),
      question('visit', 'No visit is booked yet'),
    ],
  },
];

export function checkResources(clock: Clock): Resource[] {
  return checks.map(({ id, title, reading, questions }): Resource => ({
    resourceType: 'Questionnaire',
    id: `check-${id}`,
    url: `${ours}/Questionnaire/check-${id}`,
    status: 'active',
    title,
    description: reading,
    date: clock.date(-200),
    subjectType: ['Patient'],
    item: [...questions.map(questionItem), { linkId: 'sum', text: 'Sum', type: 'integer' }],
  }));
}

function questionItem({ id, text, answers }: Question): Fields {
  if (!answers) return { linkId: id, text, type: 'boolean', required: true };
  return {
    linkId: id,
    text,
    type: 'choice',
    required: true,
    answerOption: answers.map(([display, counts]) => ({
      valueCoding: { system: `${ours}/CodeSystem/check`, code: String(counts), display },
    })),
  };
}
