import { z } from 'zod';
import { screens, trailKinds, type Change, type Exercise, type Step } from '../core/exercise/model.ts';
import { isFields, type Fields, type Resource } from '../core/fhir/resource.ts';
import { shorthands } from './shorthand.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, 'small letters, digits and hyphens');
const text = z.string().trim().min(1);
const fields = z.custom<Fields>(isFields, 'an object');

const create = z.strictObject({
  create: z.custom<Resource>((value) => isFields(value) && typeof value.resourceType === 'string', 'a resource with its resourceType'),
  as: id.optional(),
});
const plain = {
  create,
  change: z.strictObject({ change: text, set: fields }),
  delete: z.strictObject({ delete: text }),
} as const;
const forms = [...Object.keys(plain), ...Object.keys(shorthands)];

/** One change: a resource, fields laid over one, a deletion, or one of the short forms. */
const change = z.custom<Fields>(isFields, 'an object').transform((given, context): Change => {
  const form = Object.keys(given).find((key) => forms.includes(key));
  const schema =
    form === undefined ? undefined : form in plain ? plain[form as keyof typeof plain] : shorthands[form as keyof typeof shorthands];
  if (form === undefined || !schema) {
    context.addIssue({ code: 'custom', message: `one of ${forms.join(', ')}` });
    return z.NEVER;
  }
  const isShort = !(form in plain);
  const parsed = schema.safeParse(isShort ? given[form] : given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      context.addIssue({ code: 'custom', message: issue.message, path: [...(isShort ? [form] : []), ...issue.path] });
    return z.NEVER;
  }
  return withoutUndefined(parsed.data) as Change;
});

const withoutUndefined = (value: Fields): Fields => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));

const note = z.looseObject({ kind: z.enum(trailKinds) });
const step = z
  .strictObject({ id, minute: z.number().min(0), write: z.array(change).default([]), trail: z.array(note).default([]) })
  .transform((one): Step => one);

const part = z.strictObject({ text, find: text, weight: z.number().positive().default(1) });

const task = z
  .strictObject({
    id,
    text,
    phase: text,
    weight: z.number().positive().default(1),
    find: text.optional(),
    never: text.optional(),
    parts: z.array(part).min(2).optional(),
    atLeast: z.number().int().min(1).default(1),
    critical: z.boolean().default(false),
    after: z.array(id).default([]),
    until: z.array(id).default([]),
    withinMin: z.number().positive().optional(),
    since: z.string().default('start'),
    hint: text,
    why: text,
    where: text,
  })
  .refine(
    ({ find, never, parts }) => [find, never, parts].filter((one) => one !== undefined).length === 1,
    'needs just one of find, never and parts',
  )
  .refine(({ never, until }) => never !== undefined || until.length === 0, 'until goes with never; find has after');

const event = z.strictObject({
  id,
  text,
  when: z.strictObject({ find: text.optional(), minutes: z.number().min(0) }),
  changes: z.array(change).min(1),
});

const mutant = z.strictObject({
  breaks: z.string(),
  also: z.array(z.string()).default([]),
  without: z.array(id).default([]),
  steps: z.array(step).default([]),
});

const reference = (type: string) => z.string().regex(new RegExp(`^${type}/[A-Za-z0-9.-]{1,64}$`), `a reference like ${type}/…`);

export const exerciseSchema = z
  .strictObject({
    format: z.literal('atelbow-exercise/1'),
    id,
    version: z.number().int().min(1),
    title: text.max(90),
    role: id,
    minutes: z.number().int().min(1).max(60),
    clicks: z.number().int().min(1),
    story: text,
    learner: reference('Practitioner'),
    screen: z.enum(screens),
    patients: z.array(reference('Patient')).default([]),
    anyChart: z.boolean().default(false),
    passScore: z.number().gt(0).max(1).default(0.8),
    clock: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')
      .optional(),
    start: z.array(change).default([]),
    tasks: z.array(task).min(1),
    events: z.array(event).default([]),
    gold: z.array(step).min(1),
    mutants: z.array(mutant).default([]),
  })
  .transform((given): Exercise => {
    const { clock, tasks, events, ...rest } = given;
    return {
      ...rest,
      ...(clock === undefined ? {} : { clock }),
      tasks: tasks.map((one) => withoutUndefined(one) as unknown as Exercise['tasks'][number]),
      events: events.map((one) => ({ ...one, when: withoutUndefined(one.when) as unknown as Exercise['events'][number]['when'] })),
    };
  });
