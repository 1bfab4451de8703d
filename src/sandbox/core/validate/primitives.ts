import { parseTimeRange } from '../fhir/date-range.ts';

/** What a primitive must be; null when it is. https://hl7.org/fhir/R4/datatypes.html#primitive */
type Check = (value: unknown) => string | null;

const stringBytesMax = 1_048_576;

const text =
  (pattern: RegExp | null, wanted: string): Check =>
  (value) => {
    if (typeof value !== 'string') return `${wanted} is needed, not ${kindOf(value)}`;
    if (value.length > stringBytesMax) return 'is longer than 1 MB';
    if (value.trim() === '') return 'must not be empty';
    return pattern === null || pattern.test(value) ? null : `${wanted} is needed`;
  };

const dated = (pattern: RegExp, wanted: string): Check => {
  const form = text(pattern, wanted);
  return (value) => form(value) ?? (parseTimeRange(value as string) ? null : 'is no date of the calendar');
};

const whole =
  (min: number, wanted: string): Check =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= 2_147_483_647 ? null : `${wanted} is needed`;

const base64 = text(/^(?:[A-Za-z0-9+/\s]*={0,2})$/, 'base64');

/** Narrative may not act: https://hl7.org/fhir/R4/narrative.html#xhtml */
const active = /<\s*(script|iframe|object|embed|form|link|style|base|input)\b|\son\w+\s*=|javascript:/i;
const xhtml: Check = (value) => {
  if (typeof value !== 'string' || !/^\s*<div[\s>]/.test(value)) return 'XHTML in a <div> is needed';
  return active.test(value) ? 'must not contain scripts, forms or frames' : null;
};

const oneLine = text(/^\S+$/, 'an address without spaces');

export const primitives: Readonly<Record<string, Check>> = {
  boolean: (value) => (typeof value === 'boolean' ? null : `true or false is needed, not ${kindOf(value)}`),
  integer: whole(-2_147_483_648, 'a whole number'),
  unsignedInt: whole(0, 'a whole number from 0'),
  positiveInt: whole(1, 'a whole number from 1'),
  decimal: (value) => (typeof value === 'number' && Number.isFinite(value) ? null : `a number is needed, not ${kindOf(value)}`),
  string: text(null, 'text'),
  markdown: text(null, 'text'),
  code: text(/^\S+(?: \S+)*$/, 'a code without double spaces'),
  id: text(/^[A-Za-z0-9\-.]{1,64}$/, 'an id (up to 64 letters, digits, - or .)'),
  uri: oneLine,
  url: oneLine,
  canonical: oneLine,
  oid: text(/^urn:oid:[0-2](\.(0|[1-9]\d*))+$/, 'urn:oid:…'),
  uuid: text(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'urn:uuid:…'),
  date: dated(/^\d{4}(-\d\d(-\d\d)?)?$/, 'a date such as 2024-03-01'),
  dateTime: dated(
    /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?$/,
    'a date or a time with seconds and offset, such as 2024-03-01T10:00:00Z,',
  ),
  instant: dated(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, 'a time such as 2024-03-01T10:00:00Z'),
  time: text(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?$/, 'a time such as 10:00:00'),
  base64Binary: base64,
  xhtml,
};

export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
