import type { Person } from '#directory/contract.ts';
import { isLocalDate, type LocalDate } from '#kernel/time.ts';
import type { IssueLog } from '#platform/files/issue.ts';
import type { Found, Resources } from './parse.ts';
import { unitIdOf } from './places.ts';
import { codesOf, idOf, wordOf, type ResourceOf } from './resources.ts';

const npiSystem = 'http://hl7.org/fhir/sid/us-npi';
/** http://terminology.hl7.org/CodeSystem/practitioner-role, in the words that the field uses here. */
const jobRoles: Readonly<Record<string, string>> = { doctor: 'physician', nurse: 'nurse', pharmacist: 'pharmacist' };

interface PeopleContext {
  readonly onRecord: ReadonlyMap<string, Person>;
  readonly unitIds: ReadonlySet<string>;
  readonly today: LocalDate;
}

/** A Practitioner with their (first active) PractitionerRole. What FHIR does not say stays as it is on record. */
export function readPeople(resources: Resources, context: PeopleContext, log: IssueLog): Found<Person>[] {
  const roles = Map.groupBy(resources.all('PractitionerRole'), ({ resource, line }) => {
    const practitioner = resources.resolve('Practitioner', resource.practitioner?.reference);
    if (!practitioner)
      log.error(
        line,
        'PractitionerRole.practitioner',
        resource.practitioner?.reference ?? '',
        'No such Practitioner is in the file; the role was left out.',
      );
    return practitioner;
  });
  const seen = new Set<string>();
  return resources.all('Practitioner').flatMap(({ resource, line }) => {
    const personId = idOf(resource, 'EI');
    const family = nameOf(resource).family;
    if (personId === '' || personId.length > 64 || family === '') {
      log.error(
        line,
        'Practitioner.name',
        resource.id ?? '',
        'A person needs an id of at most 64 characters and a family name; they were left out.',
      );
      return [];
    }
    if (seen.has(personId)) {
      log.error(line, 'Practitioner.identifier', personId, 'This person is in the file already; the first one counts.');
      return [];
    }
    seen.add(personId);
    const own = (roles.get(resource) ?? []).map((role) => role.resource);
    const role = own.find((one) => one.active !== false) ?? own[0];
    if (own.length > 1) log.warning(line, 'PractitionerRole', personId, `They have ${own.length} roles; the first active one was taken.`);
    if (!role && !context.onRecord.has(personId))
      log.warning(line, 'PractitionerRole', personId, 'They have no role in the file; "other" was taken.');
    const person = toPerson(personId, resource, role, resources, context, log, line);
    if (person.hireDate === null || person.endDate === null || person.hireDate <= person.endDate) return [{ line, resource: person }];
    log.error(
      line,
      'PractitionerRole.period',
      personId,
      `Their last day ${person.endDate} is before the first, ${person.hireDate}; they were left out.`,
    );
    return [];
  });
}

function nameOf(practitioner: ResourceOf<'Practitioner'>): { given: string; family: string } {
  const name = practitioner.name.find((one) => one.use === 'official') ?? practitioner.name[0];
  return { given: name?.given.join(' ') ?? '', family: name?.family ?? name?.text ?? '' };
}

function toPerson(
  personId: string,
  practitioner: ResourceOf<'Practitioner'>,
  role: ResourceOf<'PractitionerRole'> | undefined,
  resources: Resources,
  { onRecord, unitIds, today }: PeopleContext,
  log: IssueLog,
  line: number,
): Person {
  const before = onRecord.get(personId);
  const { given, family } = nameOf(practitioner);
  const telecom = [...(role?.telecom ?? []), ...practitioner.telecom];
  const reach = (...systems: string[]): string | undefined => telecom.find((one) => one.value && systems.includes(one.system ?? ''))?.value;
  const languages = practitioner.communication.flatMap((one) => codesOf(one)[0] ?? []);
  const day = (date: string | null | undefined): string | undefined => (date && isLocalDate(date) ? date : undefined);
  const gone = practitioner.active === false || role?.active === false;
  const endDate = day(role?.period?.end) ?? before?.endDate ?? null;
  return {
    personId,
    givenName: given || (before?.givenName ?? ''),
    familyName: family,
    jobRole: jobRoleOf(role) || before?.jobRole || 'other',
    specialty: wordOf(role?.specialty[0]) || (before?.specialty ?? ''),
    practiceGroup: resources.resolve('Organization', role?.organization?.reference)?.name ?? before?.practiceGroup ?? '',
    employment: before?.employment ?? 'in-house',
    homeUnit: homeUnitOf(role, resources, unitIds, log, line) ?? before?.homeUnit ?? null,
    email: reach('email') ?? before?.email ?? '',
    phone: reach('phone', 'sms') ?? before?.phone ?? '',
    pager: reach('pager') ?? before?.pager ?? '',
    languages: languages.length > 0 ? languages : (before?.languages ?? []),
    npi: practitioner.identifier.find((one) => one.system === npiSystem)?.value ?? before?.npi ?? '',
    ehrUserId: before?.ehrUserId ?? '',
    hireDate: day(role?.period?.start) ?? before?.hireDate ?? null,
    endDate: gone ? (endDate ?? today) : endDate,
    managerId: before?.managerId ?? null,
  };
}

function jobRoleOf(role: ResourceOf<'PractitionerRole'> | undefined): string {
  const code = role?.code.flatMap(codesOf).find((one) => one in jobRoles);
  return (code === undefined ? undefined : jobRoles[code]) ?? wordOf(role?.code[0]).toLowerCase();
}

function homeUnitOf(
  role: ResourceOf<'PractitionerRole'> | undefined,
  resources: Resources,
  unitIds: ReadonlySet<string>,
  log: IssueLog,
  line: number,
): string | null {
  const named = role?.location.flatMap((one) => resources.resolve('Location', one.reference) ?? []) ?? [];
  const unit = named.map(unitIdOf).find((id) => unitIds.has(id));
  if (unit === undefined && role && role.location.length > 0)
    log.warning(line, 'PractitionerRole.location', role.location[0]?.reference ?? '', 'None of these Locations is a unit; it was ignored.');
  return unit ?? null;
}
