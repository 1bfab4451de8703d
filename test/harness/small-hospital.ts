import type { Person, Unit } from '#directory/contract.ts';

/** A person with everything left open but what a test says. */
export const personForTest = (person: Partial<Person> & Pick<Person, 'personId'>): Person => ({
  givenName: '',
  familyName: person.personId,
  jobRole: 'physician',
  specialty: '',
  practiceGroup: '',
  employment: 'in-house',
  homeUnit: null,
  email: '',
  phone: '',
  pager: '',
  languages: [],
  npi: '',
  ehrUserId: '',
  hireDate: null,
  endDate: null,
  managerId: null,
  ...person,
});

export const unitForTest = (unit: Partial<Unit> & Pick<Unit, 'unitId'>): Unit => ({
  name: unit.unitId,
  siteId: 'MAIN',
  building: 'A',
  floor: '1',
  zone: '',
  specialty: '',
  beds: 10,
  ...unit,
});
