/*
 * Text blocks that begin with a full stop (`.vitals`), as clinicians know them: typed, followed by a blank, they become what the chart holds.
 * `***` marks what somebody must still fill in: a note with one can't be signed.
 */
export interface PhraseFacts {
  readonly name: string;
  readonly age: string;
  readonly sex: string;
  readonly reason: string;
  readonly problems: readonly string[];
  readonly medications: readonly string[];
  readonly home: readonly string[];
  readonly allergies: readonly string[];
  readonly vitals: readonly string[];
  readonly results: readonly string[];
}

export const phrases: Readonly<Record<string, { label: string; text: (facts: PhraseFacts) => string }>> = {
  '.name': { label: 'Name, age, sex', text: ({ name, age, sex }) => `${name}, ${age}, ${sex}` },
  '.problems': { label: 'Problem list', text: ({ problems }) => listed(problems) },
  '.meds': { label: 'Orders in force', text: ({ medications }) => listed(medications) },
  '.home': { label: 'Home medication', text: ({ home }) => listed(home) },
  '.allergies': { label: 'Allergies', text: ({ allergies }) => allergies.join(', ') || 'none recorded' },
  '.vitals': { label: 'Newest vital signs', text: ({ vitals }) => vitals.join(', ') || 'none recorded' },
  '.labs': { label: 'Newest results', text: ({ results }) => listed(results) },
  '.normalexam': {
    label: 'Examination, normal',
    text: () =>
      'General: comfortable. Heart: regular, no murmur. Lungs: clear on both sides. Abdomen: soft, not tender. Legs: no swelling. Neurological: oriented, no focal deficit.',
  },
};

const listed = (items: readonly string[]): string => (items.length === 0 ? 'none' : items.map((item) => `- ${item}`).join('\n'));

/** Replaces each phrase that is followed by a blank or a line's end before the caret. Answers the text and where the caret belongs. */
export function expandPhrases(text: string, caret: number, facts: PhraseFacts): { text: string; caret: number } {
  const before = text.slice(0, caret);
  const found = /(^|\s)(\.[a-z]+)([\s])$/.exec(before);
  const phrase = found ? phrases[found[2] ?? ''] : undefined;
  if (!found || !phrase) return { text, caret };
  const start = before.slice(0, found.index + (found[1]?.length ?? 0));
  const filled = start + phrase.text(facts) + (found[3] ?? '');
  return { text: filled + text.slice(caret), caret: filled.length };
}

export interface NoteTemplate {
  readonly code: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly text: (facts: PhraseFacts) => string;
}

const part = (title: string, text: string): string => `${title}\n${text}\n`;

export const noteTemplates: readonly NoteTemplate[] = [
  {
    code: '11506-3',
    name: 'Progress note',
    roles: ['physician'],
    text: (facts) =>
      [
        part('SUBJECTIVE', '***'),
        part('OBJECTIVE', `${facts.vitals.join(', ') || 'No vital signs recorded.'}\n${listed(facts.results)}`),
        part('ASSESSMENT AND PLAN', facts.problems.map((problem, index) => `${index + 1}. ${problem}: ***`).join('\n') || '***'),
      ].join('\n'),
  },
  {
    code: '34117-2',
    name: 'History and physical note',
    roles: ['physician'],
    text: (facts) =>
      [
        part('REASON', facts.reason || '***'),
        part('HISTORY', `${facts.name} is a ${facts.age} old patient (${facts.sex}) who ***`),
        part('PROBLEMS', listed(facts.problems)),
        part('MEDICATION AT HOME', listed(facts.home)),
        part('ALLERGIES', facts.allergies.join(', ') || 'none recorded'),
        part('EXAMINATION', `${facts.vitals.join(', ')}\n***`),
        part('ASSESSMENT AND PLAN', '***'),
      ].join('\n'),
  },
  {
    code: '18842-5',
    name: 'Discharge summary',
    roles: ['physician'],
    text: (facts) =>
      [
        part('ADMITTED FOR', facts.reason || '***'),
        part('COURSE', '***'),
        part('DIAGNOSES', listed(facts.problems)),
        part('MEDICATION', listed(facts.medications)),
        part('FOLLOW-UP', '***'),
      ].join('\n'),
  },
  {
    code: '11488-4',
    name: 'Consult note',
    roles: ['physician', 'pharmacist'],
    text: (facts) => [part('QUESTION', '***'), part('FINDINGS', facts.vitals.join(', ')), part('RECOMMENDATION', '***')].join('\n'),
  },
  {
    code: '34746-8',
    name: 'Nurse note',
    roles: ['nurse'],
    text: (facts) =>
      [part('OBSERVED', facts.vitals.join(', ') || '***'), part('DONE', '***'), part('ANSWER OF THE PATIENT', '***')].join('\n'),
  },
  {
    code: '11506-3',
    name: 'Case management progress note',
    roles: ['case-manager'],
    text: (facts) => [part('NEEDS', facts.reason || '***'), part('OFFERED', '***'), part('CHOICE OF THE PATIENT', '***')].join('\n'),
  },
  {
    code: '34109-9',
    name: 'Downtime sheet entered',
    roles: ['unit-clerk'],
    text: () => part('PAPER SHEET', 'Entered from paper after the downtime: ***'),
  },
];

export const gapsOf = (text: string): number => text.split('***').length - 1;
