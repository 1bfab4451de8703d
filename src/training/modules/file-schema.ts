import { z } from 'zod';

/* What may stand in a module's file: the head, and the YAML of each block. Strict, so that a misspelt word is told and not ignored. */
const Id = z.string().regex(/^[a-z0-9]+([-.][a-z0-9]+)*$/, 'use small letters, digits and hyphens');
const Line = z.string().trim().min(1, 'is empty').max(300);
const Words = z.string().trim().max(4000);

export const Head = z.strictObject({
  module: Id,
  title: z.string().trim().min(3).max(80),
  summary: z.string().trim().min(1).max(300),
  kind: z.enum(['module', 'burst']).default('module'),
  roles: z.array(Id).min(1),
  minutes: z.number().int().min(1).max(120),
  /** Competency and level. */
  teaches: z.record(Id, z.number().int().min(1).max(5)).default({}),
  prerequisites: z.array(Id).default([]),
  equivalents: z.array(Id).default([]),
  pass: z.number().gt(0).max(1).default(0.8),
  draw: z.number().int().min(1).max(50),
  feedback: z.enum(['each', 'end']).default('end'),
  'test-out': z.boolean().default(true),
});

const asked = { id: Id, task: Id.optional(), ask: Words, why: Words.default('') };
const Choice = z.strictObject({ text: Line, right: z.boolean().default(false), why: Words.default('') });
const Entry = z.union([Line.transform((text) => ({ text, why: '' })), z.strictObject({ text: Line, why: Words.default('') })]);

export const QuestionBlock = z.discriminatedUnion('kind', [
  z.strictObject({ ...asked, kind: z.literal('single'), choices: z.array(Choice).min(2).max(10) }),
  z.strictObject({ ...asked, kind: z.literal('multiple'), choices: z.array(Choice).min(2).max(12) }),
  z.strictObject({ ...asked, kind: z.literal('true-false'), right: z.boolean() }),
  z.strictObject({ ...asked, kind: z.literal('order'), steps: z.array(Line).min(2).max(10) }),
  z.strictObject({
    ...asked,
    kind: z.literal('match'),
    pairs: z
      .array(z.strictObject({ left: Line, right: Line }))
      .min(2)
      .max(10),
    /** On the right side besides, belonging to nothing. */
    others: z.array(Line).max(6).default([]),
  }),
  z.strictObject({
    ...asked,
    kind: z.literal('number'),
    value: z.number(),
    tolerance: z.number().default(0),
    unit: z.string().trim().default(''),
  }),
  z.strictObject({ ...asked, kind: z.literal('text'), accepted: z.array(Line).min(1).max(20) }),
  z.strictObject({ ...asked, kind: z.literal('sort'), groups: z.record(Line, z.array(Entry)) }),
]);
export type QuestionBlock = z.output<typeof QuestionBlock>;

export const ExerciseBlock = z.strictObject({ exercise: Id, title: Line, required: z.boolean().default(true) });
