/*
 * What profiles demand beyond R4, as tools/fhir-profiles.ts writes it. A node says what an element must be; its `fields` are the elements
 * inside it, its `slices` what some of several occurrences must be, told apart by `by`.
 */

export interface ProfileNode {
  readonly min?: number;
  readonly max?: number;
  /** Of a choice: data types that are left. */
  readonly types?: readonly string[];
  /** Of a reference: resource types that are left. */
  readonly targets?: readonly string[];
  /** A required value set. */
  readonly codes?: string;
  /** Exactly this; or at least this. */
  readonly fixed?: unknown;
  readonly pattern?: unknown;
  /** Of an extension: what it must be in turn. */
  readonly profiles?: readonly string[];
  readonly invariants?: readonly string[];
  readonly fields?: Readonly<Record<string, ProfileNode>>;
  readonly slices?: Readonly<Record<string, ProfileNode>>;
  readonly by?: readonly { readonly type: string; readonly path: string }[];
}

export interface Profile {
  readonly name: string;
  readonly version: string;
  /** The resource or data type that it narrows. */
  readonly type: string;
  readonly root: ProfileNode;
}

/** A rule in FHIRPath and in words. */
export interface Invariant {
  readonly expression: string;
  readonly human: string;
}

export interface ProfileTable {
  readonly profiles: Readonly<Record<string, Profile>>;
  /** Codes as `system|code`, of value sets that R4 itself does not demand. */
  readonly valueSets: Readonly<Record<string, readonly string[]>>;
  readonly invariants: Readonly<Record<string, Invariant>>;
}
