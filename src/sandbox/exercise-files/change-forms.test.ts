import { expect, test } from 'vitest';
import { changeForms } from './change-forms.ts';
import { shorthands } from './shorthand.ts';

test('each short form is offered with all of its fields, each of a kind that can be typed', () => {
  const forms = changeForms();
  expect(forms.map(({ form }) => form)).toEqual(Object.keys(shorthands));
  const fieldOf = (form: string, name: string) => forms.find((one) => one.form === form)?.fields.find((one) => one.name === name);
  expect(fieldOf('measure', 'what')).toMatchObject({
    kind: 'choice',
    required: true,
    choices: expect.arrayContaining(['hr', 'bp']) as string[],
  });
  expect(fieldOf('measure', 'value')).toMatchObject({ kind: 'amount', required: true });
  expect(fieldOf('measure', 'by')).toMatchObject({ kind: 'text', required: false, otherwise: '{{learner}}' });
  expect(fieldOf('medicine', 'drug')?.choices).toContain('furosemide');
  expect(fieldOf('note', 'signed')).toMatchObject({ kind: 'flag', otherwise: 'true' });
  expect(fieldOf('medicine', 'repeats')).toMatchObject({ kind: 'number', required: false });
  expect(forms.flatMap(({ form, fields }) => fields.filter(({ kind }) => kind === 'other').map(({ name }) => `${form}.${name}`))).toEqual([
    'check.answers',
  ]);
});
