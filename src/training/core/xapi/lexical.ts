import type { Version } from './versions.ts';

/*
 * The small languages inside a statement: each a question with yes or no.
 */

/** RFC 3987: a scheme, and none of the characters that an IRI never holds. Compared as plain text (RFC 3987 section 5.3.1). */
export const isIri = (text: string): boolean =>
  // oxlint-disable-next-line no-control-regex
  /^[A-Za-z][A-Za-z0-9+.-]*:[^\u0000-\u0020<>"{}|\\^`\u007f]+$/.test(text) && text.isWellFormed();

/** RFC 4122, any variant that the field sends. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);

// oxlint-disable-next-line no-control-regex
export const isMbox = (text: string): boolean => /^mailto:[^\s@\u0000-\u001f]+@[^\s@\u0000-\u001f]+$/.test(text) && isIri(text);
export const isSha1 = (text: string): boolean => /^[0-9a-f]{40}$/i.test(text);
/** SHA-224, 256, 384 or 512 in hexadecimal (Data 2.4.11). */
export const isSha2 = (text: string): boolean => /^([0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i.test(text);

/** RFC 2046: `type/subtype`, perhaps with parameters. */
export const isMediaType = (text: string): boolean =>
  /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}(\s*;\s*[\w!#$&^.+-]+=("[^"]*"|[^\s;"]+))*\s*$/.test(text);

/** RFC 5646: language, script, region, variants, extensions, private use; or one of the grandfathered tags. */
export const isLanguageTag = (text: string): boolean =>
  /^([a-z]{2,3}(-[a-z]{3}){0,3}|[a-z]{4,8})(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*(-[a-wyz\d](-[a-z\d]{2,8})+)*(-x(-[a-z\d]{1,8})+)?$/i.test(
    text,
  ) || /^(x(-[a-z\d]{1,8})+|i-[a-z]{2,8}|en-gb-oed|sgn-(be-fr|be-nl|ch-de))$/i.test(text);

const time = /^(\d{4})-(\d\d)-(\d\d)(.)(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|z|[+-]\d\d(?::?\d\d)?)?$/;

/** A moment (Data 4.5): a real date, and no negative zero as its offset. */
export function isTimestamp(text: string, version: Version): boolean {
  const [, year, month, day, separator = '', hour, minute, second = '0', , zone = ''] = time.exec(text) ?? [];
  if (!version.timeSeparator.test(separator) || /^-00(:?00)?$/.test(zone)) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return (
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) <= 60 &&
    !Number.isNaN(momentOf(text))
  );
}

/** Milliseconds since 1970; what follows a millisecond is cut off. Without an offset: UTC. NaN for what is no time: Date.parse reads a year into anything. */
export function momentOf(text: string): number {
  const parts = time.exec(text);
  if (!parts) return Number.NaN;
  const [, year, month, day, , hour, minute, second = '00', fraction = '', zone = 'Z'] = parts;
  const offset = /^[+-]\d\d$/.test(zone)
    ? `${zone}:00`
    : /^[+-]\d{4}$/.test(zone)
      ? `${zone.slice(0, 3)}:${zone.slice(3)}`
      : zone.toUpperCase();
  const whole = Math.min(Number(second), 59); // a leap second is read as the one before it
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${String(whole).padStart(2, '0')}${fraction.slice(0, 4)}${offset}`);
}

const duration =
  /^P(?:(\d+(?:\.\d+)?)W|(?=.)(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=\d)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?)$/;

/** ISO 8601 duration (Data 4.6). */
export const isDuration = (text: string): boolean => duration.test(text);

/** Durations are compared as they are written (Data 2.3.1), without what is finer than a hundredth of a second (Data 4.6). */
export const comparableDuration = (text: string): string =>
  text.replace(/\.(\d+)S$/, (_all, fraction: string) => {
    const kept = fraction.slice(0, 2).replace(/0+$/, '');
    return kept === '' ? 'S' : `.${kept}S`;
  });

/** Months and hundredths of a second: `0M6000` for a minute. */
export function measuredDuration(text: string): string {
  const [, weeks, years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = duration.exec(text) ?? [];
  const total = Number(days) * 86_400 + Number(weeks ?? 0) * 604_800 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return `${Number(years) * 12 + Number(months)}M${Math.floor(total * 100 + 1e-6)}`;
}
