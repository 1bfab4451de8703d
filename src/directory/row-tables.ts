import type { GoLive, Person, Site, Unit, Wave } from './contract.ts';
import type { RowTable } from './row-table.ts';

export const siteTable: RowTable<Site> = {
  name: 'site',
  what: 'site',
  key: ['siteId'],
  columns: { siteId: ['site_id', 'text'], name: ['name', 'text'], timeZone: ['time_zone', 'text'] },
};

export const unitTable: RowTable<Unit> = {
  name: 'unit',
  what: 'unit',
  key: ['unitId'],
  columns: {
    unitId: ['unit_id', 'text'],
    name: ['name', 'text'],
    siteId: ['site_id', 'text'],
    building: ['building', 'text'],
    floor: ['floor', 'text'],
    zone: ['zone', 'text'],
    specialty: ['specialty', 'text'],
    beds: ['beds', 'int'],
  },
};

export const waveTable: RowTable<Wave> = {
  name: 'wave',
  what: 'wave',
  key: ['wave'],
  columns: { wave: ['wave', 'text'], scope: ['scope', 'text'], phases: ['phases', 'jsonb'] },
};

export const goLiveTable: RowTable<GoLive> = {
  name: 'go_live',
  what: 'go-live',
  key: ['wave', 'unitId'],
  columns: {
    wave: ['wave', 'text'],
    unitId: ['unit_id', 'text'],
    date: ['date', 'date'],
    weeks: ['weeks', 'int'],
    cpoe: ['cpoe', 'text'],
  },
};

export const personTable: RowTable<Person> = {
  name: 'person',
  what: 'person',
  key: ['personId'],
  columns: {
    personId: ['person_id', 'text'],
    givenName: ['given_name', 'text'],
    familyName: ['family_name', 'text'],
    jobRole: ['job_role', 'text'],
    specialty: ['specialty', 'text'],
    practiceGroup: ['practice_group', 'text'],
    employment: ['employment', 'text'],
    homeUnit: ['home_unit', 'text'],
    email: ['email', 'text'],
    phone: ['phone', 'text'],
    pager: ['pager', 'text'],
    languages: ['languages', 'text[]'],
    npi: ['npi', 'text'],
    ehrUserId: ['ehr_user_id', 'text'],
    hireDate: ['hire_date', 'date'],
    endDate: ['end_date', 'date'],
    managerId: ['manager_id', 'text'],
  },
};
