import { employments, type Person } from '#directory/contract.ts';
import { column, id, list, localDate, oneOf, optional, or, text } from '#platform/files/columns.ts';
import type { FileSpec } from '#platform/files/spec.ts';

const jobRole = column('job_role', (value) => ({ value: value.toLowerCase() }));

export const peopleFile: FileSpec<Person> = {
  file: 'people.csv',
  columns: {
    personId: id('person_id'),
    givenName: or(text('given_name'), ''),
    familyName: text('family_name'),
    jobRole,
    specialty: or(text('specialty'), ''),
    practiceGroup: or(text('practice_group'), ''),
    employment: or(oneOf('employment', employments), 'in-house'),
    homeUnit: optional(id('home_unit')),
    email: or(text('email'), ''),
    phone: or(text('phone'), ''),
    pager: or(text('pager'), ''),
    languages: or(list('languages'), []),
    npi: or(text('npi'), ''),
    ehrUserId: or(text('ehr_user_id'), ''),
    hireDate: optional(localDate('hire_date')),
    endDate: optional(localDate('end_date')),
    managerId: optional(id('manager_id')),
  },
  key: ['person_id'],
  check: ({ hireDate, endDate }) =>
    hireDate !== null && endDate !== null && endDate < hireDate ? { column: 'end_date', reason: `is before hire_date ${hireDate}` } : null,
  references: [
    {
      column: 'home_unit',
      kind: 'unit',
      ids: ({ homeUnit }) => (homeUnit === null ? [] : [homeUnit]),
      without: (person) => ({ ...person, homeUnit: null }),
    },
    {
      column: 'manager_id',
      kind: 'person',
      ids: ({ managerId }) => (managerId === null ? [] : [managerId]),
      without: (person) => ({ ...person, managerId: null }),
    },
  ],
};
