import type { Instant } from '#kernel/time.ts';
import type { Fields, Resource } from '../fhir/resource.ts';

/*
 * An exercise is a readable file: a story for the learner, rules that look at what they left behind, and what happens on a
 * virtual clock meanwhile. Everything here is plain data. The words are explained in docs/subsystems/exercises.md.
 */

/** FHIRPath text. Its focus and variables: see `View`. */
export type Expression = string;

export interface Exercise {
  readonly format: 'atelbow-exercise/1';
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Job role, one of the directory's: `physician`, `nurse` … */
  readonly role: string;
  /** Time that it should take a prepared learner. */
  readonly minutes: number;
  /** Clicks that it should take; going over is told, and costs nothing. */
  readonly clicks: number;
  /** What the learner reads before the start: plain paragraphs. */
  readonly story: string;
  /** Whom the learner plays: `Practitioner/…`. */
  readonly learner: string;
  /** Screen on which it opens. */
  readonly screen: Screen;
  /** Patients that it is about, as `Patient/…`; the first is `%patient`. Writing in any other chart is the wrong patient. */
  readonly patients: readonly string[];
  /** The work goes through any chart: nobody is the wrong patient. */
  readonly anyChart: boolean;
  /** Share of the score, 0 to 1, that is needed to pass. */
  readonly passScore: number;
  /** Wall clock in the hospital at which it begins; absent: the hospital's own start. */
  readonly clock?: string;
  /** Made in the learner's copy before they begin, in order. */
  readonly start: readonly Change[];
  readonly tasks: readonly Task[];
  readonly events: readonly ScriptedEvent[];
  /** A run that does everything right. */
  readonly gold: readonly Step[];
  readonly mutants: readonly Mutant[];
}

export const screens = [
  'patient-list',
  'chart',
  'orders',
  'mar',
  'flowsheet',
  'in-basket',
  'pharmacy',
  'rooming',
  'schedule',
  'registration',
  'charges',
  'claims',
  'unit-board',
  'care-plan',
] as const;
export type Screen = (typeof screens)[number];

/** A change of the record: a whole resource, or fields laid over one that is there. Text may hold templates: `{{t0+10m}}`. */
export type Change =
  | { readonly create: Resource; readonly as?: string }
  /** `set` replaces whole fields of the resource's top level; null takes a field away. */
  | { readonly change: string; readonly set: Fields }
  | { readonly delete: string };

/** What the learner must do (`find`), or must not (`never`). */
export interface Task {
  readonly id: string;
  /** What the learner is told to do; of a `never` task, what was done wrong is told only afterwards. */
  readonly text: string;
  readonly phase: string;
  readonly weight: number;
  /** Achieved when it finds something (objects found are the evidence), or yields true. */
  readonly find?: Expression;
  /** Finding anything is the fault. Costs `weight`. */
  readonly never?: Expression;
  /** Of `find`: how many different findings make it whole; fewer count in part. */
  readonly atLeast: number;
  /** Of `find`: each counts its share in place of `find`. */
  readonly parts?: readonly Part[];
  /** Of `find`: the exercise isn't passed without it. Of `never`: unsafe, and the whole exercise fails. */
  readonly critical: boolean;
  /** Evidence counts only from the time at which all these were achieved. */
  readonly after: readonly string[];
  /** Of `never`: what was found from the time on at which all these were achieved is no fault. */
  readonly until: readonly string[];
  /** Evidence counts only until so long after `since`. */
  readonly withinMin?: number;
  /** The start, a task or a scripted event from which `withinMin` counts. */
  readonly since: string;
  readonly hint: string;
  /** Why it failed, in plain words. */
  readonly why: string;
  /** The place to look: a screen, and what there. */
  readonly where: string;
}

export interface Part {
  readonly text: string;
  readonly find: Expression;
  readonly weight: number;
}

/** Something that happens by itself. */
export interface ScriptedEvent {
  readonly id: string;
  /** What the learner is told when it happens. */
  readonly text: string;
  readonly when: Trigger;
  readonly changes: readonly Change[];
}

/** Minutes after the start, or after the first evidence of an expression. `{{trigger}}` in `changes` is `Type/id` of that evidence, `{{trigger.patient}}` its patient. */
export interface Trigger {
  readonly find?: Expression;
  readonly minutes: number;
}

/** One step of a gold run: what is written, or what the trail notes, or both, at a minute. */
export interface Step {
  readonly id: string;
  readonly minute: number;
  readonly write: readonly Change[];
  readonly trail: readonly TrailNote[];
}

/** A run that gets just one thing wrong: the gold run without some steps, with some replaced, with some more. */
export interface Mutant {
  /** The task that must fail. */
  readonly breaks: string;
  /** Tasks that can't hold either when that one fails (their order depends on it). */
  readonly also: readonly string[];
  readonly without: readonly string[];
  /** Replaces the step of the same id, or is added. */
  readonly steps: readonly Step[];
}

/*
 * The trail: what the learner did that leaves no resource. The web pages send it as a kind and details, the server stamps it; rules
 * see the details beside `kind` and `at`.
 */
export const trailKinds = [
  /** `patient`: the chart that was opened, `Patient/…`. */
  'chart-opened',
  /** `screen`, and `patient` where it shows one. */
  'screen-opened',
  /** `target`: a result, a note, an order that was looked at closely, `Type/id`. */
  'viewed',
  /** `code`: what was read or typed; `verdict`: `right`, `wrong-patient`, `wrong-medication`, `wrong-dose`, `wrong-time`, `unknown`; `target`: the order, or the patient of a wristband; `what`: `wristband`, `medication`, `blood`. */
  'barcode-scanned',
  /** `category` of the alert; `target`: the drug's key or the order. */
  'alert-shown',
  /** `category`, `target`, `reason`. */
  'alert-overridden',
  /** `category`, `target`: the order was changed or left. */
  'alert-heeded',
  /** `what`: `patients`; `found`: how many. Never what was typed. */
  'searched',
  /** `by`: which identifiers were compared, for example `name+dob`; `patient`. */
  'identified',
  /** `target`: what a second person confirmed; `who`. */
  'witnessed',
  /** `to`: whom; `about`: `Type/id`; `how`: `phone`, `page`; `readBack`: true when it was repeated. */
  'called',
  /** The record can be read and not written from now on: paper. */
  'downtime-began',
  /** The record can be written again: paper waits to be entered. */
  'downtime-ended',
  /** The learner says that everything is entered from paper. */
  'downtime-entered',
  /** `count`: clicks and key commands since the last entry of this kind. */
  'clicked',
] as const;

export interface TrailNote {
  readonly kind: string;
  readonly [detail: string]: unknown;
}

export interface TrailEntry extends TrailNote {
  /** On the attempt's virtual clock. */
  readonly at: Instant;
}

/** One version that was written in an attempt, oldest first in every list. */
export interface Written {
  /** On the attempt's virtual clock. */
  readonly at: Instant;
  /** Who: the learner, the exercise's start, or the id of a scripted event as `event:ID`. */
  readonly by: 'learner' | 'start' | `event:${string}`;
  readonly type: string;
  readonly id: string;
  /** Null: deleted. */
  readonly resource: Resource | null;
}

/** Everything that a grade is made from. */
export interface Run {
  /** The resources at the start (the exercise's own start included) that rules may ask about: the patients' compartments, and whatever was changed. */
  readonly before: readonly Resource[];
  readonly written: readonly Written[];
  readonly trail: readonly TrailEntry[];
  readonly startedAt: Instant;
  readonly now: Instant;
  /** Of the hospital: what its wall clocks show. */
  readonly timeZone: string;
}

/**
 * Evaluates FHIRPath: an adapter outside the core does it, with a compiled expression per text. Objects in the answer are the very
 * objects that went in. @throws Error when the expression can't be read or evaluated.
 */
export type Evaluate = (expression: Expression, view: View) => readonly unknown[];

/**
 * What an expression sees. Focus: the newest version of each resource that the learner wrote and that still exists.
 * Variables: `%before`, `%written` (every version the learner wrote), `%events` (what scripted events made or changed), `%deleted`
 * (resources the learner deleted, as they were), `%trail`, `%patient`, `%t0` and `%now` (dateTime).
 */
export interface View {
  readonly focus: readonly Resource[];
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Grade {
  /** 0 to 1. */
  readonly score: number;
  readonly passed: boolean;
  /** A critical `never` was found: in a real hospital somebody could have been harmed. */
  readonly unsafe: boolean;
  readonly tasks: readonly TaskGrade[];
  readonly clicks: number;
  /** Minutes on the virtual clock from the start to the last thing done. */
  readonly minutes: number;
}

export interface TaskGrade {
  readonly id: string;
  readonly text: string;
  readonly phase: string;
  readonly weight: number;
  readonly kind: 'find' | 'never';
  readonly critical: boolean;
  /** 0 to 1; of a `never` task 1 as long as nothing was found. */
  readonly achieved: number;
  /** Why not whole; null when it is. */
  readonly why: string | null;
  /** Resources that show it (`Type/id`), or the place to look when it failed. */
  readonly where: readonly string[];
  /** When it was first achieved, or the fault committed. */
  readonly at: Instant | null;
}
