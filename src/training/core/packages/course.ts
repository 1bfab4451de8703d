import type { Sequencing } from '../sequencing/definition.ts';

/*
 * What a content package teaches, whichever standard it is written in: cmi5, SCORM 1.2, SCORM 2004.
 */
export const packageKinds = ['cmi5', 'scorm-1.2', 'scorm-2004'] as const;
export type PackageKind = (typeof packageKinds)[number];

/** What must be said of a unit before it counts as done (cmi5 section 13.1.4). */
export const moveOns = ['Passed', 'Completed', 'CompletedAndPassed', 'CompletedOrPassed', 'NotApplicable'] as const;
export type MoveOn = (typeof moveOns)[number];

/** SCORM 2004 SN 5.2, `hideLMSUI`: those that we have. */
export const hiddenButtons = ['previous', 'continue', 'exit', 'exitAll', 'abandon', 'abandonAll', 'suspendAll'] as const;
export type HiddenButton = (typeof hiddenButtons)[number];

/** Something that is launched: an assignable unit (cmi5), a SCO or an asset (SCORM). */
export interface CourseUnit {
  readonly kind: 'unit';
  /** The author's id: an IRI in cmi5, a name in SCORM. */
  readonly id: string;
  readonly title: string;
  /** Path in the package; then perhaps `?` and parameters. */
  readonly url: string;
  readonly launchParameters: string;
  readonly entitlementKey: string;
  /** 0 … 1; null: the content says itself who has passed. */
  readonly masteryScore: number | null;
  readonly moveOn: MoveOn;
  readonly launchMethod: 'AnyWindow' | 'OwnWindow';
  /** SCORM: a page that tells nothing, done once it was opened. */
  readonly isAsset?: boolean;
  /** SCORM 1.2: which items must be done before, as the manifest has it (`adlcp:prerequisites`). */
  readonly prerequisites?: string;
  readonly sequencing?: Sequencing;
  readonly isHidden?: boolean;
  /** SCORM 2004: which of our own buttons the package does not want beside its unit. */
  readonly hides?: readonly HiddenButton[];
}
export interface CourseBlock {
  readonly kind: 'block';
  readonly id: string;
  readonly title: string;
  readonly children: readonly CourseNode[];
  /** SCORM 2004, `choice` is off: what is in it is taken in order. */
  readonly inOrder?: boolean;
  readonly sequencing?: Sequencing;
  /** It is not to be offered in a list (`isvisible`). */
  readonly isHidden?: boolean;
}
export type CourseNode = CourseUnit | CourseBlock;

export interface Course {
  readonly kind: PackageKind;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly children: readonly CourseNode[];
  /** As of a block. */
  readonly inOrder?: boolean;
  /** SCORM 2004: of the whole. With it all units come as `core/sequencing` says; packages that were imported before it have none. */
  readonly sequencing?: Sequencing;
}

/** What is wrong with a package. `line` 0: the file as a whole. An error keeps the package out. */
export interface PackageIssue {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly severity: 'error' | 'warning';
}

/** `course` is null when there is an error among the issues. */
export interface CourseReading {
  readonly course: Course | null;
  readonly issues: readonly PackageIssue[];
}

/** In the order of the course; a unit's place in this list is how it is named in addresses. */
export const unitsOf = (nodes: readonly CourseNode[]): readonly CourseUnit[] =>
  nodes.flatMap((node) => (node.kind === 'unit' ? [node] : unitsOf(node.children)));
