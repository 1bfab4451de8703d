import type { HumanName } from './elements.ts';
import type { Patient } from './resources.ts';

/** `Okafor-Whitfield, Maria J.`: family name first, as charts sort. */
export function nameText(names: readonly HumanName[] | undefined): string {
  const name = names?.find((one) => one.use === 'official') ?? names?.[0];
  if (!name) return 'No name';
  if (name.family === undefined) return name.text ?? name.given?.join(' ') ?? 'No name';
  return [name.family, name.given?.join(' ')].filter(Boolean).join(', ') + (name.suffix?.length ? ` ${name.suffix.join(' ')}` : '');
}

/** `Maria J. Okafor-Whitfield`: as references to a person show it. */
export function spokenName(names: readonly HumanName[] | undefined): string {
  const name = names?.find((one) => one.use === 'official') ?? names?.[0];
  return [name?.given?.join(' '), name?.family].filter(Boolean).join(' ') || nameText(names);
}

/** A date of birth as wards read it aloud: `04 Mar 1951`; a partial date as it is. */
export function birthText(date: string | undefined): string {
  if (date === undefined) return 'unknown';
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return date;
  return new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(date));
}

/** `76 y`, `14 mo`, `9 d`: the unit that a clinician would use. */
export function ageText(birthDate: string | undefined, now: number): string {
  if (birthDate === undefined) return '';
  const born = new Date(birthDate);
  const today = new Date(now);
  const months =
    (today.getUTCFullYear() - born.getUTCFullYear()) * 12 +
    today.getUTCMonth() -
    born.getUTCMonth() -
    (today.getUTCDate() < born.getUTCDate() ? 1 : 0);
  if (months >= 24) return `${Math.floor(months / 12)} y`;
  if (months >= 2) return `${months} mo`;
  return `${Math.max(0, Math.floor((now - born.getTime()) / 86_400_000))} d`;
}

export const sexText = (gender: string | undefined): string =>
  ({ female: 'F', male: 'M', other: 'X', unknown: '?' })[gender ?? 'unknown'] ?? '?';

export function mrnOf(patient: Patient): string {
  const identifiers = patient.identifier ?? [];
  const medical = identifiers.find((one) => one.type?.coding?.some((coding) => coding.code === 'MR'));
  return (medical ?? identifiers[0])?.value ?? '–';
}

/** Names that a hurried eye takes for each other: same family name, or nearly (one letter), or the same given name and birth date. */
export function looksAlike(a: Patient, b: Patient): boolean {
  if (a.id === b.id) return false;
  const [x, y] = [familyOf(a), familyOf(b)];
  if (x !== '' && (x === y || (Math.min(x.length, y.length) > 3 && distance(x, y) <= 1))) return true;
  return a.birthDate !== undefined && a.birthDate === b.birthDate && givenOf(a) === givenOf(b);
}

const plain = (word: string): string =>
  word
    .normalize('NFD')
    .replaceAll(/[^\p{L}]/gu, '')
    .toLowerCase();
const familyOf = (patient: Patient): string => plain(patient.name?.[0]?.family ?? '');
const givenOf = (patient: Patient): string => plain(patient.name?.[0]?.given?.[0] ?? '');

/** Letters to change, add, drop or swap with their neighbour. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, at(i - 2, j - 2) + 1);
      (rows[i] as number[])[j] = least;
    }
  return at(a.length, b.length);
}
