import { z } from 'zod';
import type { Person, Unit } from '#directory/contract.ts';
import type { LocalDate } from '#kernel/time.ts';
import { ScimProblem, urn } from './protocol.ts';

/** Entra ID sends booleans as words in patches. */
const Flag = z.union([z.boolean(), z.stringbool()]);
const Text = z.string().trim().max(200);
const Many = z.array(z.looseObject({ value: Text.optional(), type: Text.optional(), primary: Flag.optional() }));

/** The part of a SCIM User that is kept here. */
export const ScimUser = z.looseObject({
  externalId: Text.nullish(),
  userName: Text.min(1),
  name: z.looseObject({ givenName: Text.nullish(), familyName: Text.nullish() }).nullish(),
  displayName: Text.nullish(),
  title: Text.nullish(),
  active: Flag.nullish(),
  preferredLanguage: Text.nullish(),
  emails: Many.nullish(),
  phoneNumbers: Many.nullish(),
  [urn.enterprise]: z
    .looseObject({
      employeeNumber: Text.nullish(),
      department: Text.nullish(),
      division: Text.nullish(),
      manager: z.union([z.looseObject({ value: Text.nullish() }), Text]).nullish(),
    })
    .nullish(),
});
export type ScimUser = z.infer<typeof ScimUser>;

export interface ScimRecord {
  readonly personId: string;
  readonly externalId: string | null;
  readonly userName: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

export function parseUser(body: unknown): ScimUser {
  const read = ScimUser.safeParse(body);
  if (read.success) return read.data;
  const text = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new ScimProblem(400, text, 'invalidValue');
}

/** The id that the hospital itself uses for the person comes first: then its files and its identity system mean the same person. */
export function personIdOf(user: ScimUser): string {
  const id = user[urn.enterprise]?.employeeNumber || user.externalId || user.userName;
  if (id.length > 64 || id.includes(';'))
    throw new ScimProblem(400, `"${id}" cannot be a person's id: at most 64 characters, no ";". Send employeeNumber.`, 'invalidValue');
  return id;
}

export interface Known {
  readonly units: readonly Unit[];
  readonly personIds: ReadonlySet<string>;
  readonly today: LocalDate;
}

/** The person as the identity system has them. What SCIM has no word for, and units that nobody knows, stay as they were. */
export function personFrom(user: ScimUser, personId: string, before: Person | null, { units, personIds, today }: Known): Person {
  const extension = user[urn.enterprise];
  const department = extension?.department?.toLowerCase();
  const unit = department
    ? units.find((one) => one.unitId.toLowerCase() === department || one.name.toLowerCase() === department)
    : undefined;
  const managerId = typeof extension?.manager === 'string' ? extension.manager : (extension?.manager?.value ?? null);
  const phones = user.phoneNumbers ?? [];
  return {
    personId,
    givenName: user.name?.givenName ?? before?.givenName ?? '',
    familyName: user.name?.familyName || before?.familyName || user.displayName || user.userName,
    jobRole: user.title?.toLowerCase() || before?.jobRole || 'other',
    specialty: before?.specialty ?? '',
    practiceGroup: extension?.division ?? before?.practiceGroup ?? '',
    employment: before?.employment ?? 'in-house',
    homeUnit: unit?.unitId ?? before?.homeUnit ?? null,
    email: (user.emails?.find((one) => one.primary) ?? user.emails?.[0])?.value ?? before?.email ?? '',
    phone: phones.find((one) => one.type !== 'pager')?.value ?? before?.phone ?? '',
    pager: phones.find((one) => one.type === 'pager')?.value ?? before?.pager ?? '',
    languages: user.preferredLanguage ? [user.preferredLanguage] : (before?.languages ?? []),
    npi: before?.npi ?? '',
    ehrUserId: before?.ehrUserId ?? '',
    hireDate: before?.hireDate ?? null,
    endDate: endDateOf(user.active ?? undefined, before, today),
    managerId: managerId !== null && personIds.has(managerId) ? managerId : (before?.managerId ?? null),
  };
}

/** Switched off: today is the last day. Switched on again: there is none. Otherwise the hospital's own date stands. */
function endDateOf(active: boolean | undefined, before: Person | null, today: LocalDate): LocalDate | null {
  const inactive = before !== null && !isActive(before, today);
  if (active === undefined || active !== inactive) return before?.endDate ?? null;
  if (active) return null;
  return before?.hireDate && before.hireDate > today ? before.hireDate : today;
}

/** A person is inactive from the day on which somebody said so, and after their last day. */
export const isActive = (person: Person, today: LocalDate): boolean => person.endDate === null || person.endDate > today;

export function toResource(person: Person, record: ScimRecord, today: LocalDate): Record<string, unknown> {
  const { phone, pager, email } = person;
  const phoneNumbers = [...(phone ? [{ value: phone, type: 'work' }] : []), ...(pager ? [{ value: pager, type: 'pager' }] : [])];
  return {
    schemas: [urn.user, urn.enterprise],
    id: person.personId,
    ...(record.externalId === null ? {} : { externalId: record.externalId }),
    userName: record.userName,
    name: { givenName: person.givenName, familyName: person.familyName },
    displayName: `${person.givenName} ${person.familyName}`.trim(),
    title: person.jobRole,
    active: isActive(person, today),
    ...(person.languages[0] ? { preferredLanguage: person.languages[0] } : {}),
    emails: email ? [{ value: email, type: 'work', primary: true }] : [],
    phoneNumbers,
    [urn.enterprise]: {
      employeeNumber: person.personId,
      ...(person.homeUnit ? { department: person.homeUnit } : {}),
      ...(person.practiceGroup ? { division: person.practiceGroup } : {}),
      ...(person.managerId ? { manager: { value: person.managerId } } : {}),
    },
    meta: {
      resourceType: 'User',
      created: record.createdAt.toISOString(),
      lastModified: record.changedAt.toISOString(),
      location: `/scim/v2/Users/${encodeURIComponent(person.personId)}`,
    },
  };
}
