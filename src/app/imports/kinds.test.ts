import { expect, test } from 'vitest';
import { importKinds } from './kinds.ts';

const message = 'MSH|^~\\&|ADT|LAKE|||20270301||ADT^A01|1|P|2.5\rPID|1||MRN-4711||CANARY^NANCY||19500101\rPV1|1|I|4W^1^1||||MD-1';
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each(importKinds.map(({ kind }) => kind))('%s: a message with a patient in it is stored without, whatever its name', (name) => {
  const kind = importKinds.find((one) => one.kind === name);
  const stored = new TextDecoder('latin1').decode(kind?.redact?.(bytesOf(message)));
  expect(stored).not.toMatch(/CANARY|NANCY|4711|19500101/);
});

test('other files are stored as they came', () => {
  const kind = importKinds.find((one) => one.kind === 'people.csv');
  const text = 'person_id,family_name,job_role\nMSH-1,Mash,nurse\n';
  expect(new TextDecoder().decode(kind?.redact?.(bytesOf(text)))).toBe(text);
});
