import { readable } from './yaml-edit.ts';

/** What the form shows of a file: only what has the shape that it expects; everything else stays for the text. */
export interface TaskFields {
  readonly id: string;
  readonly text: string;
  readonly phase: string;
  readonly weight: number;
  readonly find: string | null;
  readonly never: string | null;
  readonly parts: readonly { readonly text: string; readonly find: string }[];
  readonly atLeast: number;
  readonly critical: boolean;
  readonly after: readonly string[];
  readonly until: readonly string[];
  readonly withinMin: number | null;
  readonly since: string;
  readonly hint: string;
  readonly why: string;
  readonly where: string;
}

export type Fields = Readonly<Record<string, unknown>>;
/** One change of the record. */
export interface ChangeFields {
  /** `measure`, `create` …; empty: none that is known. */
  readonly form: string;
  /** Of a short form what is under its name; else the change as it stands. */
  readonly given: Fields;
}
export interface StepFields {
  readonly id: string;
  readonly minute: number;
  readonly summary: string;
  readonly trail: readonly Fields[];
  readonly write: readonly ChangeFields[];
}
export interface EventFields {
  readonly id: string;
  readonly text: string;
  readonly minutes: number;
  /** Null: it comes after the start. */
  readonly find: string | null;
  readonly changes: readonly ChangeFields[];
}

export interface FormFields {
  readonly title: string;
  readonly role: string;
  readonly minutes: number | null;
  readonly clicks: number | null;
  readonly story: string;
  readonly learner: string;
  readonly screen: string;
  readonly patients: readonly string[];
  readonly passScore: number;
  readonly tasks: readonly TaskFields[];
  readonly events: readonly EventFields[];
  readonly gold: readonly StepFields[];
  readonly mutants: readonly {
    readonly breaks: string;
    readonly also: readonly string[];
    readonly without: readonly string[];
    readonly steps: readonly StepFields[];
  }[];
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Of a text, a number, or yes and no; empty for anything else. */
export const wordOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(wordOf) : []);
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const many = (value: unknown): Fields[] => (Array.isArray(value) ? value.map((one) => (isFields(one) ? one : {})) : []);

/** Null while the text can't be read as YAML. */
export function formFields(source: string): FormFields | null {
  const file: unknown = toPlain(source);
  if (!isFields(file)) return null;
  return {
    title: wordOf(file.title),
    role: wordOf(file.role),
    minutes: number(file.minutes),
    clicks: number(file.clicks),
    story: wordOf(file.story),
    learner: wordOf(file.learner),
    screen: wordOf(file.screen),
    patients: texts(file.patients),
    passScore: number(file.passScore) ?? 0.8,
    tasks: many(file.tasks).map(taskFields),
    events: many(file.events).map((one) => {
      const when = isFields(one.when) ? one.when : {};
      return {
        id: wordOf(one.id),
        text: wordOf(one.text),
        minutes: number(when.minutes) ?? 0,
        find: when.find === undefined ? null : wordOf(when.find),
        changes: many(one.changes).map(changeFields),
      };
    }),
    gold: many(file.gold).map(stepFields),
    mutants: many(file.mutants).map((one) => ({
      breaks: wordOf(one.breaks),
      also: texts(one.also),
      without: texts(one.without),
      steps: many(one.steps).map(stepFields),
    })),
  };
}

function toPlain(source: string): unknown {
  try {
    return readable(source)?.toJS({ maxAliasCount: 50 });
  } catch {
    return null;
  }
}

const taskFields = (one: Fields): TaskFields => ({
  id: wordOf(one.id),
  text: wordOf(one.text),
  phase: wordOf(one.phase),
  weight: number(one.weight) ?? 1,
  find: typeof one.find === 'string' ? one.find : null,
  never: typeof one.never === 'string' ? one.never : null,
  parts: many(one.parts).map((part) => ({ text: wordOf(part.text), find: wordOf(part.find) })),
  atLeast: number(one.atLeast) ?? 1,
  critical: one.critical === true,
  after: texts(one.after),
  until: texts(one.until),
  withinMin: number(one.withinMin),
  since: wordOf(one.since) || 'start',
  hint: wordOf(one.hint),
  why: wordOf(one.why),
  where: wordOf(one.where),
});

const stepFields = (one: Fields): StepFields => ({
  id: wordOf(one.id),
  minute: number(one.minute) ?? 0,
  summary: stepSummary(one),
  trail: many(one.trail),
  write: many(one.write).map(changeFields),
});

/** The three that stand for themselves; every other change is named by its short form. */
export const plainForms = ['create', 'change', 'delete'] as const;

function changeFields(one: Fields): ChangeFields {
  const plain = plainForms.find((form) => form in one);
  if (plain) return { form: plain, given: one };
  const [form = '', given] = Object.entries(one)[0] ?? [];
  return { form, given: isFields(given) ? given : {} };
}

/** What a step does, in a few words: `measure hr 88; chart-opened`. */
function stepSummary(step: Fields): string {
  const noted = many(step.trail).map(({ kind }) => wordOf(kind));
  const written = many(step.write).map((one) => {
    const [form = '', given] = Object.entries(one)[0] ?? [];
    if (!isFields(given)) return `${form} ${wordOf(given)}`;
    if (form === 'create') return `create ${wordOf(given.resourceType)}`;
    return `${form} ${Object.values(given).map(wordOf).filter(Boolean).slice(0, 3).join(' ')}`;
  });
  return [...noted, ...written].join('; ') || 'nothing yet';
}

/** A new id that none of these has: `task-3`. */
export function freshId(kind: string, taken: readonly string[]): string {
  let n = taken.length + 1;
  while (taken.includes(`${kind}-${n}`)) n++;
  return `${kind}-${n}`;
}
