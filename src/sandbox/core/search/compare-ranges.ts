import { parseTimeRange } from '../fhir/date-range.ts';
import { badValue, splitUnescaped, unescaped, type Comparison } from './criterion.ts';
import type { RangeValue, SearchValue } from './values.ts';

/* Dates, numbers and quantities: each value and each search value is a range. https://hl7.org/fhir/R4/search.html#prefix */

const prefixes = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;
type Prefix = (typeof prefixes)[number];

interface Range {
  readonly lo: number;
  readonly hi: number;
}

function withPrefix(text: string): [Prefix, string] {
  const found = prefixes.find((prefix) => text.startsWith(prefix));
  return found ? [found, text.slice(2)] : ['eq', text];
}

const within = (value: Range, outer: Range): boolean => value.lo >= outer.lo && value.hi <= outer.hi;

/** @param near the wider range that counts as approximately the same. */
function comparison(prefix: Prefix, wanted: Range, near: Range): Comparison {
  const compare = (test: (value: Range) => boolean, from: number, to: number): Comparison => ({
    matches: (value) => test(value as RangeValue),
    narrowing: { kind: 'range', from, to },
  });
  switch (prefix) {
    case 'eq':
      return compare((value) => within(value, wanted), wanted.lo, wanted.hi);
    case 'ne':
      return compare((value) => !within(value, wanted), -Infinity, Infinity);
    case 'gt':
      return compare((value) => value.hi > wanted.hi, wanted.hi, Infinity);
    case 'ge':
      return compare((value) => value.hi > wanted.hi || within(value, wanted), wanted.lo, Infinity);
    case 'lt':
      return compare((value) => value.lo < wanted.lo, -Infinity, wanted.lo);
    case 'le':
      return compare((value) => value.lo < wanted.lo || within(value, wanted), -Infinity, wanted.hi);
    case 'sa':
      return compare((value) => value.lo > wanted.hi, wanted.hi, Infinity);
    case 'eb':
      return compare((value) => value.hi < wanted.lo, -Infinity, wanted.lo);
    case 'ap':
      return compare((value) => value.lo <= near.hi && value.hi >= near.lo, near.lo, near.hi);
  }
}

/** `ge2024-03`, `2024-03-01T10:00:00Z`. Near is a tenth of the distance from now, as the standard recommends. */
export function compareDate(name: string, text: string, now: number): Comparison {
  const [prefix, date] = withPrefix(text);
  // A + in an address means a space: an offset that was not escaped arrives so.
  const range = parseTimeRange(date.replace(/ (\d\d:\d\d)$/, '+$1'));
  if (!range) throw badValue(name, text, 'a date such as ge2024-03-01 or 2024-03-01T10:00:00Z is needed');
  const slack = Math.abs(now - range.lo) / 10;
  return comparison(prefix, range, { lo: range.lo - slack, hi: range.hi + slack });
}

const numberPattern = /^[+-]?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/** `100` is searched as everything that rounds to it: 99.5 up to 100.5; `1e2` as 50 up to 150. */
export function compareNumber(name: string, text: string): Comparison {
  const [prefix, digits] = withPrefix(text);
  const found = numberPattern.exec(digits);
  if (!found) throw badValue(name, text, 'a number such as gt5.4 is needed');
  const value = Number(digits);
  const half = 0.5 * 10 ** (Number(found[3] ?? 0) - (found[2]?.length ?? 0));
  const rounded = { lo: value - half, hi: value + half };
  const near = { lo: value - Math.abs(value) / 10, hi: value + Math.abs(value) / 10 };
  return prefix === 'eq' || prefix === 'ne' ? comparison(prefix, rounded, near) : comparison(prefix, { lo: value, hi: value }, near);
}

/** `5.4|http://unitsofmeasure.org|mg`, `5.4||mg` (code or unit as written), `5.4`. Units are not converted. */
export function compareQuantity(name: string, text: string): Comparison {
  const [number = '', system = '', code = ''] = splitUnescaped(text, '|').map(unescaped);
  const { matches, narrowing } = compareNumber(name, number);
  const sameUnit = ({ system: ownSystem, code: ownCode, unit }: RangeValue): boolean => {
    if (code === '') return system === '' || ownSystem === system;
    return system === '' ? ownCode === code || unit === code : ownSystem === system && ownCode === code;
  };
  return { matches: (value: SearchValue) => sameUnit(value as RangeValue) && matches(value), narrowing };
}

const kmPer: Readonly<Record<string, number>> = { km: 1, m: 0.001, mi: 1.609344, '[mi_us]': 1.609347, ft: 0.0003048 };

/** `latitude|longitude|distance|units` (10 km when no distance is given). https://hl7.org/fhir/R4/location.html#positional */
export function compareNear(name: string, text: string): Comparison {
  const [latitude, longitude, distance = '10', units = 'km'] = text.split('|');
  const [lat, lon, reach] = [latitude, longitude, distance].map((part) => (part === undefined || part === '' ? Number.NaN : Number(part)));
  const km = Object.hasOwn(kmPer, units) ? kmPer[units] : undefined;
  if (lat === undefined || lon === undefined || reach === undefined || km === undefined || ![lat, lon, reach].every(Number.isFinite))
    throw badValue(name, text, 'latitude|longitude|distance|km is needed');
  return {
    matches: (value) => 'latitude' in value && kilometresBetween(lat, lon, value.latitude, value.longitude) <= reach * km,
    narrowing: null,
  };
}

/** On a sphere of 6,371 km (haversine): better than half a percent. */
function kilometresBetween(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const a =
    Math.sin(radians(lat2 - lat1) / 2) ** 2 + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(radians(lon2 - lon1) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(a)));
}
