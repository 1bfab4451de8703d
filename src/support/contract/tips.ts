import { z } from 'zod';
import { InstantMs } from '#coverage/contract.ts';
import { route } from '#platform/http/route.ts';
import { ImpactName, UrgencyName } from './asking.ts';

const Tag = z.string().trim().min(1).max(64);

/** A piece of a found text; `hit`: it is what was looked for. */
const Piece = z.object({ text: z.string(), hit: z.boolean() });

export const TipLine = z.object({
  tipId: z.string(),
  version: z.number().int(),
  title: z.string(),
  topics: z.array(z.string()),
  jobRoles: z.array(z.string()),
  retired: z.boolean(),
  changedAt: InstantMs,
  used: z.number().int(),
  /** Of a search: where it was found. */
  found: z.array(Piece),
});
export type TipLine = z.infer<typeof TipLine>;

export const Tip = TipLine.omit({ found: true }).extend({ body: z.string(), byName: z.string(), note: z.string() });
export type Tip = z.infer<typeof Tip>;

export const searchTips = route({
  method: 'GET',
  path: '/api/support/tips',
  summary: 'Tip sheets by what was typed, the last word by its beginning; best first. Without words: those used most.',
  access: 'support.ask',
  query: z.object({ q: z.string().max(200).optional(), tag: z.string().max(64).optional(), retired: z.enum(['true']).optional() }),
  response: z.object({ tips: z.array(TipLine), tags: z.array(z.object({ tag: z.string(), count: z.number().int() })) }),
});

const tipParams = z.object({ tipId: z.string() });

export const readTip = route({
  method: 'GET',
  path: '/api/support/tips/:tipId',
  summary: 'A tip sheet as Markdown, as it reads now or as a version of it read.',
  access: 'support.ask',
  params: tipParams,
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  response: Tip,
});

const TipBody = z.object({
  title: z.string().trim().min(3).max(160),
  body: z.string().trim().min(1).max(20_000),
  topics: z.array(Tag).max(20).default([]),
  jobRoles: z.array(Tag).max(20).default([]),
  /** What changed, for whoever reads the history. */
  note: z.string().trim().max(200).default(''),
});

export const createTip = route({
  method: 'POST',
  path: '/api/support/tips',
  summary: 'Write a tip sheet. Its first version.',
  access: 'support.tips',
  body: TipBody,
  response: Tip,
});

export const changeTip = route({
  method: 'PUT',
  path: '/api/support/tips/:tipId',
  summary: 'Its next version; earlier ones stay. `basedOn` is the version that was changed: refused if somebody else was faster.',
  access: 'support.tips',
  params: tipParams,
  body: TipBody.extend({ basedOn: z.number().int().min(1), retired: z.boolean().default(false) }),
  response: Tip,
});

export const tipHistory = route({
  method: 'GET',
  path: '/api/support/tips/:tipId/versions',
  summary: 'All versions, newest first, each with what it changed line by line.',
  access: 'support.ask',
  params: tipParams,
  response: z.object({
    versions: z.array(
      z.object({
        version: z.number().int(),
        title: z.string(),
        note: z.string(),
        byName: z.string(),
        at: InstantMs,
        changes: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
      }),
    ),
  }),
});

/** A prepared answer: its text, and what else is done with it. */
export const Macro = z.object({
  macroId: z.string(),
  name: z.string(),
  text: z.string(),
  /** The help has ended by it. */
  ends: z.boolean(),
  triage: z.object({ impact: ImpactName, urgency: UrgencyName }).nullable(),
  issueId: z.string().nullable(),
  tipId: z.string().nullable(),
  used: z.number().int(),
});
export type Macro = z.infer<typeof Macro>;
const MacroBody = Macro.omit({ macroId: true, used: true }).extend({
  name: z.string().trim().min(2).max(60),
  text: z.string().trim().min(1).max(4000),
});

export const listMacros = route({
  method: 'GET',
  path: '/api/support/macros',
  summary: 'Prepared answers, those used most first.',
  access: 'support.answer',
  response: z.object({ macros: z.array(Macro) }),
});

export const createMacro = route({
  method: 'POST',
  path: '/api/support/macros',
  summary: 'Prepare an answer.',
  access: 'support.desk',
  body: MacroBody,
  response: Macro,
});

const macroParams = z.object({ macroId: z.string() });

export const changeMacro = route({
  method: 'PUT',
  path: '/api/support/macros/:macroId',
  summary: 'Change a prepared answer. What was sent by it stays as it was.',
  access: 'support.desk',
  params: macroParams,
  body: MacroBody,
  response: Macro,
});

export const removeMacro = route({
  method: 'DELETE',
  path: '/api/support/macros/:macroId',
  summary: 'Remove a prepared answer.',
  access: 'support.desk',
  params: macroParams,
  response: z.object({ done: z.literal(true) }),
});
