import { afterAll, beforeAll, expect, it } from 'vitest';
import { findPerson, loadHistory, loadSites, loadUnits } from '#directory/index.ts';
import type { Db } from '#platform/db/open.ts';
import { testDb } from '#test/harness/test-db.ts';
import { fhirDirectoryImport } from './fhir-directory.ts';

let db: Db;
const robot = { accountId: null, name: 'test import' };
const at = Date.parse('2027-03-15T12:00:00Z');

beforeAll(async () => {
  db = await testDb();
});
afterAll(async () => {
  await db.close();
});

const redact = (content: string): string =>
  new TextDecoder().decode(fhirDirectoryImport.redact?.(new TextEncoder().encode(content)) ?? new Uint8Array());

async function land(whole: string) {
  const content = redact(whole); // as the wizard stores it
  return db.tx(async (tx) => {
    const { rows, issues } = await fhirDirectoryImport.read(tx, new TextEncoder().encode(content), robot, at);
    const diff = await fhirDirectoryImport.apply(
      tx,
      rows.map(({ row }) => row),
      robot,
      at,
    );
    return { diff, issues: issues.map((issue) => `${issue.line} ${issue.column}: ${issue.reason}`) };
  });
}

const physical = (code: string) => ({
  physicalType: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/location-physical-type', code }] },
});
const place = (id: string, code: string, name: string, partOf?: string, more: object = {}) => ({
  resourceType: 'Location',
  id,
  name,
  ...physical(code),
  ...(partOf ? { partOf: { reference: `Location/${partOf}` } } : {}),
  ...more,
});
const zone = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/timezone', valueCode: 'America/Chicago' }] };
const employeeNumber = (value: string) => ({
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'EI' }] },
  value,
});
const practitioner = {
  resourceType: 'Practitioner',
  id: 'prac-1',
  identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' }, employeeNumber('P1')],
  name: [
    { use: 'nickname', family: 'Al' },
    { use: 'official', family: 'Alder', given: ['Ada', 'Lou'] },
  ],
  telecom: [
    { system: 'email', value: 'ada@lakeview.example' },
    { system: 'pager', value: '555-7' },
  ],
  communication: [{ coding: [{ code: 'es' }] }],
};
const role = {
  resourceType: 'PractitionerRole',
  id: 'role-1',
  period: { start: '2021-05-01' },
  practitioner: { reference: 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0' },
  organization: { reference: 'Organization/heart' },
  code: [{ coding: [{ code: 'doctor', display: 'Doctor' }] }],
  specialty: [{ text: 'Cardiology' }],
  location: [{ reference: 'https://fhir.lakeview.example/r4/Location/4w' }],
};
const bundle = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: place('main', 'si', 'Main campus', undefined, zone) },
    { resource: place('a', 'bu', 'Building A', 'main') },
    { resource: place('a4', 'lvl', '4', 'a') },
    { resource: place('4w', 'wa', 'Four West', 'a4') },
    { resource: place('4w-1', 'bd', '1', '4w') },
    { resource: place('4w-2', 'bd', '2', '4w') },
    { resource: { resourceType: 'Organization', id: 'heart', name: 'Lakeview Heart' } },
    { fullUrl: 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0', resource: practitioner },
    { resource: role },
    { resource: { resourceType: 'Patient', id: 'not-ours' } },
  ],
};

it('a Bundle becomes sites, units with building and beds, and people with role, group and unit; again, nothing changes', async () => {
  const first = await land(JSON.stringify(bundle));
  expect(first).toMatchObject({ issues: [], diff: { added: 3, changed: 0 } });
  expect(await loadSites(db)).toMatchObject([{ siteId: 'main', timeZone: 'America/Chicago' }]);
  expect(await loadUnits(db)).toMatchObject([{ unitId: '4w', siteId: 'main', building: 'Building A', floor: '4', beds: 2 }]);
  expect(await findPerson(db, 'P1')).toMatchObject({
    givenName: 'Ada Lou',
    familyName: 'Alder',
    jobRole: 'physician',
    specialty: 'Cardiology',
    practiceGroup: 'Lakeview Heart',
    homeUnit: '4w',
    npi: '1234567893',
    pager: '555-7',
    languages: ['es'],
  });
  expect(await loadHistory(db, 'P1')).toMatchObject([{ from: '2021-05-01', to: null }]);
  expect((await land(JSON.stringify(bundle))).diff).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
});

it('NDJSON lands line by line, and each resource that cannot says why', async () => {
  const lines = [
    { ...practitioner, active: false },
    { ...role, practitioner: { reference: 'Practitioner/prac-1' }, location: [] },
    { ...role, id: 'role-2', practitioner: { reference: 'Practitioner/nobody' } },
    { resourceType: 'Practitioner', id: 'no-name' },
    { resourceType: 'Practitioner', id: 'bad', name: 'Birch' },
    { resourceType: 'Practitioner', id: 'P2', name: [{ text: 'Bo Birch' }] },
    place('loop', 'wa', 'Loop', 'loop'),
    { id: 'nothing' },
  ].map((one) => JSON.stringify(one));
  const { diff, issues } = await land([...lines, '{"cut', ''].join('\n'));
  expect(diff).toMatchObject({ added: 1, changed: 1 });
  expect(await findPerson(db, 'P1')).toMatchObject({ endDate: '2027-03-15', homeUnit: '4w' });
  expect(await findPerson(db, 'P2')).toMatchObject({ familyName: 'Bo Birch', jobRole: 'other' });
  expect(issues.map((issue) => issue.replace(/:.*/, ''))).toEqual([
    '3 PractitionerRole.practitioner',
    '4 Practitioner.name',
    '5 Practitioner.name',
    '6 PractitionerRole',
    '7 Location.partOf',
    '8 null',
    '9 null',
  ]);
});

it('nothing of a patient is kept until the file is applied', () => {
  const patient = { resourceType: 'Patient', id: 'p-77', name: [{ family: 'Sickman' }] };
  const asBundle = JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: patient }, { resource: practitioner }], note: 'Sickman' });
  for (const content of [
    asBundle,
    JSON.stringify(patient),
    `${JSON.stringify(patient)}\n{"Sickman`,
    `${JSON.stringify(patient)}\n${JSON.stringify(role)}`,
  ])
    expect(redact(content)).not.toMatch(/Sickman|p-77/);
  expect(redact(asBundle)).toContain('Alder');
});
