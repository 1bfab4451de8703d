import type { Instant } from '#kernel/time.ts';
import { isList, type Json } from '../xapi/json.ts';

/*
 * What can have happened to a learner, as typed facts. The ledger keeps them as xAPI statements (statement-of.ts, fact-of.ts); everything
 * that is decided about people's training is a function of these.
 */

/** Reads one property of a fact; undefined: it is not of this type. */
type Reader<T> = (value: Json | undefined) => T | undefined;
const text: Reader<string> = (value) => (typeof value === 'string' ? value : undefined);
const number: Reader<number> = (value) => (typeof value === 'number' ? value : undefined);
const flag: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);
const texts: Reader<readonly string[]> = (value) =>
  isList(value) && value.every((one) => typeof one === 'string') ? (value as readonly string[]) : undefined;
const perhaps =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value) =>
    value === null ? null : read(value);

/** Scores are 0 … 1. Versions of modules and exercises count from 1; 0: somebody else's, unknown. */
const ofModule = { moduleId: text, version: number, attemptId: perhaps(text) };
const graded = { ...ofModule, score: perhaps(number), seconds: perhaps(number) };
/** `by`: the person or account that says so. `reason`: why, in their words; no patient, no diagnosis. */
const said = { by: text, reason: text };

/** kind -> the properties that it has beside id, person and time. */
export const factFields = {
  'module-started': ofModule,
  'page-seen': { ...ofModule, pageId: text },
  /** Everything was seen; says nothing about what was understood. */
  'module-completed': graded,
  'module-passed': graded,
  'module-failed': graded,
  /** `response`: the choice's own ids, never free text. `correct` null: not judged (survey, free text). */
  'item-answered': { ...graded, itemId: text, correct: perhaps(flag), response: texts },
  /** A graded attempt in the practice EHR. `unsafe`: something was done that would have harmed. `moduleId` null: on its own. */
  'exercise-graded': {
    exerciseId: text,
    version: number,
    attemptId: text,
    moduleId: perhaps(text),
    passed: flag,
    unsafe: flag,
    score: number,
    seconds: perhaps(number),
    clicks: perhaps(number),
    /** Goals that were not reached. */
    failed: texts,
  },
  'class-attended': { classId: text, moduleId: text, version: number, minutes: perhaps(number), by: text },
  'class-missed': { classId: text, moduleId: text, version: number, by: text },
  /** A retrieval check, 7, 30 or 90 days after. Recalled: no more of them. */
  'check-answered': { competencyId: text, itemId: text, step: number, recalled: flag },
  /** A trainer or super-user saw it done. */
  'competency-shown': { competencyId: text, level: number, ...said },
  /** Learned elsewhere, with what it was recognised by. `until` null: for as long as the requirement says. */
  'equivalence-granted': { competencyId: text, level: number, until: perhaps(number), ...said },
  /** Need not have it, until then (null: for good). */
  'duty-waived': { competencyId: text, until: perhaps(number), ...said },
  /** Takes back whatever was waived, granted or shown for this competency before. */
  'grant-withdrawn': { competencyId: text, ...said },
  /** Access without certification, in an emergency. */
  'glass-broken': { jobRole: text, until: number, ...said },
  'glass-mended': { jobRole: text, ...said },
  /** Use of the EHR shows that training is needed again. `evidence`: where it can be looked up; figures only. */
  'signal-seen': { signal: text, competencyId: perhaps(text), evidence: text },
  /** What a learner says of a module: 1 (useless) … 5 (just what I needed). */
  'module-rated': { ...ofModule, itemId: perhaps(text), rating: number },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Reader<unknown>>>>>;

export type FactKind = keyof typeof factFields;
type FieldsOf<K extends FactKind> = {
  readonly [F in keyof (typeof factFields)[K]]: (typeof factFields)[K][F] extends Reader<infer T> ? T : never;
};

export interface FactHead {
  /** UUID: the statement's id. The same fact told twice is stored once. */
  readonly factId: string;
  readonly personId: string;
  readonly at: Instant;
}
export type FactOf<K extends FactKind> = K extends FactKind ? FactHead & { readonly kind: K } & FieldsOf<K> : never;
export type LearningFact = FactOf<FactKind>;

/** As the ledger has it. A voided fact proves nothing, but stays in each denominator. */
export type KnownFact = LearningFact & { readonly seq: number; readonly voided: boolean; readonly outside: boolean };

export const isFactKind = (text_: string): text_ is FactKind => Object.hasOwn(factFields, text_);
