import { parseTimeRange } from '../fhir/date-range.ts';
import type { SearchType } from '../fhir/definitions.ts';
import { parseReference } from '../fhir/reference.ts';
import { isFields, many, textOf, type Fields } from '../fhir/resource.ts';
import {
  fold,
  type PositionValue,
  type RangeValue,
  type ReferenceValue,
  type SearchValue,
  type StringValue,
  type TokenValue,
} from './values.ts';

const none: readonly never[] = [];

/** Search values of one element, by kind of parameter. Elements of a type that the kind can't index give none. */
export const extractors: Readonly<Record<Exclude<SearchType, 'composite'>, (item: unknown) => readonly SearchValue[]>> = {
  token: tokens,
  reference: references,
  string: strings,
  date: times,
  number: numbers,
  quantity: quantities,
  uri: (item) => (typeof item === 'string' ? [{ exact: item, folded: item }] : none),
  special: positions,
};

function tokens(item: unknown): readonly TokenValue[] {
  if (typeof item === 'string') return [{ code: item, texts: [], implied: true }];
  if (typeof item === 'boolean') return [{ code: String(item), texts: [], implied: true }];
  if (!isFields(item)) return none;
  if (Array.isArray(item.coding)) return concept(item, item.coding as unknown[]);
  if (typeof item.value === 'string') return [identifierOrContact(item, item.value)];
  const code = textOf(item.code);
  if (code !== undefined) return [coding(item, code)];
  if (typeof item.text === 'string') return [{ texts: [fold(item.text)] }];
  return typeof item.system === 'string' ? [{ system: item.system, texts: texts(item.display) }] : none;
}

const texts = (...given: unknown[]): string[] => given.flatMap((text) => (typeof text === 'string' ? [fold(text)] : []));

function concept(item: Fields, codings: readonly unknown[]): TokenValue[] {
  const found = codings.flatMap((one) => (isFields(one) ? [coding(one, textOf(one.code), item.text)] : []));
  return found.length > 0 ? found : [{ texts: texts(item.text) }];
}

function coding(item: Fields, code: string | undefined, conceptText?: unknown): TokenValue {
  const system = textOf(item.system);
  return {
    ...(system === undefined ? {} : { system }),
    ...(code === undefined ? {} : { code }),
    texts: texts(item.display, conceptText),
  };
}

/** Of an Identifier the system is its namespace; of a ContactPoint it is the channel, which is no namespace. */
function identifierOrContact(item: Fields, value: string): TokenValue {
  const system = textOf(item.system);
  const isContact = system !== undefined && /^(phone|fax|email|pager|url|sms|other)$/.test(system);
  const type = isFields(item.type) ? item.type : null;
  return {
    ...(system === undefined || isContact ? {} : { system }),
    code: value,
    texts: texts(type?.text),
    ...(type
      ? {
          identifierTypes: many(type.coding).flatMap((one) =>
            isFields(one) ? [`${textOf(one.system) ?? ''}|${textOf(one.code) ?? ''}`] : [],
          ),
        }
      : {}),
  };
}

function references(item: unknown): readonly ReferenceValue[] {
  if (typeof item === 'string') return [{ to: item }];
  if (!isFields(item)) return none;
  // A resource inside a Bundle is found by its own address.
  if (typeof item.resourceType === 'string') return [{ to: `${item.resourceType}/${textOf(item.id) ?? ''}` }];
  const [identifier] = isFields(item.identifier) ? tokens(item.identifier) : [];
  const to = typeof item.reference === 'string' ? unversioned(item.reference) : undefined;
  if (to === undefined && identifier === undefined) return none;
  return [{ ...(to === undefined ? {} : { to }), ...(identifier === undefined ? {} : { identifier }) }];
}

/** `Patient/1/_history/2` is found as `Patient/1`. */
export function unversioned(reference: string): string {
  if (!reference.includes('/_history/')) return reference;
  const target = parseReference(reference);
  return target ? `${target.base === undefined ? '' : `${target.base}/`}${target.type}/${target.id}` : reference;
}

const namedParts = ['text', 'family', 'given', 'prefix', 'suffix', 'line', 'city', 'district', 'state', 'postalCode', 'country'] as const;

function strings(item: unknown): readonly StringValue[] {
  if (typeof item === 'string') return [{ exact: item, folded: fold(item) }];
  if (typeof item === 'number') return strings(String(item));
  if (!isFields(item)) return none;
  return namedParts.flatMap((part) =>
    many(item[part]).flatMap((text) => (typeof text === 'string' ? [{ exact: text, folded: fold(text) }] : [])),
  );
}

function times(item: unknown): readonly RangeValue[] {
  if (typeof item === 'string') {
    const range = parseTimeRange(item);
    return range ? [range] : none;
  }
  if (!isFields(item)) return none;
  if (item.event !== undefined || item.repeat !== undefined) return timing(item);
  const start = typeof item.start === 'string' ? parseTimeRange(item.start) : null;
  const end = typeof item.end === 'string' ? parseTimeRange(item.end) : null;
  return start || end ? [{ lo: start?.lo ?? -Infinity, hi: end?.hi ?? Infinity }] : none;
}

function timing(item: Fields): readonly RangeValue[] {
  const repeat = isFields(item.repeat) ? item.repeat : null;
  const parts = [...many(item.event).flatMap(times), ...(repeat?.boundsPeriod === undefined ? [] : times(repeat.boundsPeriod))];
  return parts.length === 0 ? none : [{ lo: Math.min(...parts.map(({ lo }) => lo)), hi: Math.max(...parts.map(({ hi }) => hi)) }];
}

function numbers(item: unknown): readonly RangeValue[] {
  return typeof item === 'number' ? [{ lo: item, hi: item }] : range(item);
}

function range(item: unknown): readonly RangeValue[] {
  if (!isFields(item) || (item.low === undefined && item.high === undefined)) return none;
  const [low] = quantities(item.low);
  const [high] = quantities(item.high);
  return low || high ? [{ ...high, ...low, lo: low?.lo ?? -Infinity, hi: high?.hi ?? Infinity }] : none;
}

function quantities(item: unknown): readonly RangeValue[] {
  if (!isFields(item)) return none;
  if (typeof item.value !== 'number') return range(item);
  const { value } = item;
  const code = textOf(item.code) ?? textOf(item.currency);
  const system = textOf(item.system) ?? (item.currency === undefined ? undefined : 'urn:iso:std:iso:4217');
  const unit = textOf(item.unit);
  // `<5` is somewhere below, `>5` somewhere above.
  const below = item.comparator === '<' || item.comparator === '<=';
  const above = item.comparator === '>' || item.comparator === '>=';
  return [
    {
      lo: below ? -Infinity : value,
      hi: above ? Infinity : value,
      ...(system === undefined ? {} : { system }),
      ...(code === undefined ? {} : { code }),
      ...(unit === undefined ? {} : { unit }),
    },
  ];
}

function positions(item: unknown): readonly PositionValue[] {
  if (!isFields(item) || typeof item.latitude !== 'number' || typeof item.longitude !== 'number') return none;
  return [{ latitude: item.latitude, longitude: item.longitude }];
}
