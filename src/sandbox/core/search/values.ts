/*
 * What a search parameter finds in a resource, ready to be compared. One shape per kind of parameter.
 * https://hl7.org/fhir/R4/search.html#ptypes
 */

export interface TokenValue {
  readonly system?: string;
  readonly code?: string;
  /** Display texts, folded. */
  readonly texts: readonly string[];
  /** The system is implied by the field's value set, not written (`gender`, `status`). */
  readonly implied?: boolean;
  /** Of an Identifier: its type, as `system|code`, for `:of-type`. */
  readonly identifierTypes?: readonly string[];
}

export interface ReferenceValue {
  /** `Type/id`, or an absolute or canonical address. */
  readonly to?: string;
  readonly identifier?: TokenValue;
}

export interface StringValue {
  readonly exact: string;
  readonly folded: string;
}

/** A number with its range (point values: lo = hi = value), or a time in milliseconds. */
export interface RangeValue {
  readonly lo: number;
  readonly hi: number;
  readonly system?: string;
  readonly code?: string;
  readonly unit?: string;
}

export interface CompositeValue {
  readonly parts: readonly (readonly SearchValue[])[];
}

export interface PositionValue {
  readonly latitude: number;
  readonly longitude: number;
}

export type SearchValue = TokenValue | ReferenceValue | StringValue | RangeValue | CompositeValue | PositionValue;

/** Case and accents away, white space single: how FHIR strings are compared unless `:exact` is asked. */
export function fold(text: string): string {
  // Most text is plain ASCII, for which normalisation does nothing.
  const plain = /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return plain.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
