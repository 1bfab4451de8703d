import ICAL from 'ical.js';

/** A property as RFC 7265 (jCal) has it: name, parameters, type, then one or more values. */
export type JcalProperty = readonly [
  name: string,
  parameters: Readonly<Record<string, string | readonly string[]>>,
  type: string,
  ...values: unknown[],
];

/** A component's properties by lower-case name. */
export interface JcalComponent {
  readonly all: (name: string) => readonly JcalProperty[];
  readonly first: (name: string) => JcalProperty | null;
  /** The first value as trimmed text; empty when it is not there. */
  readonly text: (name: string) => string;
}

/** Parses the text of one component. Throws with a plain message when a line of it is not iCalendar. */
export function parseComponent(text: string): JcalComponent {
  const [, properties] = ICAL.parse(text) as unknown as [string, JcalProperty[]];
  const byName = Map.groupBy(properties, ([name]) => name);
  const all = (name: string): readonly JcalProperty[] => byName.get(name) ?? [];
  return {
    all,
    first: (name) => all(name)[0] ?? null,
    text: (name) => textOf(all(name)[0]?.[3]),
  };
}

export function parameter(property: JcalProperty, name: string): string {
  const value = property[1][name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

export const valuesOf = (property: JcalProperty): readonly unknown[] => property.slice(3);

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '');
