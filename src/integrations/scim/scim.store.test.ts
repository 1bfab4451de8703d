import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import * as directory from '#directory/contract.ts';
import * as auth from '#platform/auth/contract.ts';

const token = 'a-token-that-the-test-made-up';
const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

let app: TestApp;
let lead: Client;

beforeAll(async () => {
  app = await startTestApp({ now: '2027-03-15T12:00:00Z', config: { scimToken: token } });
  lead = await app.signIn('coordinator');
  await lead.call(directory.createSite, { body: { siteId: 'MAIN', name: 'Main', timeZone: 'America/Chicago' } });
  const unit = { unitId: '4W', name: 'Four West', siteId: 'MAIN', building: '', floor: '', zone: '', specialty: '', beds: 1 };
  await lead.call(directory.createUnit, { body: unit });
});
afterAll(async () => {
  await app.close();
});

interface ScimAnswer {
  status: number;
  type: string | null;
  json: Record<string, unknown> & { Resources?: Record<string, unknown>[]; totalResults?: number; id?: string };
}
async function scim(method: string, path: string, body?: unknown, authorization = `Bearer ${token}`): Promise<ScimAnswer> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }) };
  const answer = await fetch(`${app.url}/scim/v2${path}`, { method, headers, ...sent });
  const text = await answer.text();
  return { status: answer.status, type: answer.headers.get('content-type'), json: text ? (JSON.parse(text) as ScimAnswer['json']) : {} };
}
const user = (userName: string, more: Record<string, unknown> = {}) => ({
  schemas: [core],
  userName,
  name: { givenName: 'Ada', familyName: 'Alder' },
  title: 'Nurse',
  active: true,
  emails: [{ value: `${userName}@lakeview.example`, primary: true }],
  [enterprise]: { employeeNumber: userName.toUpperCase(), department: 'four west' },
  ...more,
});
const personOf = async (personId: string) => lead.call(directory.getPerson, { params: { personId } });
const patchOf = (...Operations: unknown[]) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations });

it('is open only to the holder of the token, and is absent without one', async () => {
  for (const authorization of ['', 'Bearer wrong', `Basic ${token}`]) {
    const { status, json } = await scim('GET', '/Users', undefined, authorization);
    expect(status).toBe(401);
    expect(json).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '401' });
  }
  const without = await startTestApp();
  expect((await fetch(`${without.url}/scim/v2/Users`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(404);
  await without.close();
});

it('says what it can do', async () => {
  const config = await scim('GET', '/ServiceProviderConfig');
  expect(config.type).toMatch(/^application\/scim\+json/);
  expect(config.json).toMatchObject({ patch: { supported: true }, bulk: { supported: false } });
  expect((await scim('GET', '/ResourceTypes')).json.Resources).toMatchObject([{ id: 'User', schema: core }]);
  expect((await scim('GET', `/Schemas/${core}`)).json).toMatchObject({ id: core, name: 'User' });
  expect((await scim('GET', '/Schemas')).json.totalResults).toBe(2);
});

describe('a user', () => {
  it('becomes a person of the directory, with the unit that the department names', async () => {
    const made = await scim('POST', '/Users', user('n1', { externalId: 'ext-1' }));
    expect(made).toMatchObject({ status: 201, json: { id: 'N1', userName: 'n1', externalId: 'ext-1', active: true, title: 'nurse' } });
    expect((await personOf('N1')).person).toMatchObject({
      familyName: 'Alder',
      jobRole: 'nurse',
      homeUnit: '4W',
      email: 'n1@lakeview.example',
    });
    expect((await scim('GET', '/Users/N1')).json).toEqual(made.json);
    for (const filter of ['userName eq "N1"', 'externalId eq "ext-1"', 'id EQ "N1"'])
      expect((await scim('GET', `/Users?filter=${encodeURIComponent(filter)}`)).json).toMatchObject({
        totalResults: 1,
        Resources: [{ id: 'N1' }],
      });
    expect((await scim('GET', `/Users?filter=${encodeURIComponent('userName eq "nobody"')}`)).json).toMatchObject({
      totalResults: 0,
      Resources: [],
    });
    expect(await scim('GET', `/Users?filter=${encodeURIComponent('userName sw "n"')}`)).toMatchObject({
      status: 400,
      json: { scimType: 'invalidFilter' },
    });
  });

  it('is refused when it exists, is malformed or is unknown, in the form of SCIM', async () => {
    expect(await scim('POST', '/Users', user('n1'))).toMatchObject({ status: 409, json: { scimType: 'uniqueness' } });
    expect(await scim('POST', '/Users', user('n1', { [enterprise]: { employeeNumber: 'OTHER' } }))).toMatchObject({ status: 409 });
    expect(await scim('POST', '/Users', { schemas: [core] })).toMatchObject({ status: 400, json: { scimType: 'invalidValue' } });
    expect(await scim('GET', '/Users/N0')).toMatchObject({ status: 404, json: { status: '404' } });
    const broken = await fetch(`${app.url}/scim/v2/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      body: '{"userName": ',
    });
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'] });
  });

  it('takes over a person whom the files brought, and leaves what SCIM does not say', async () => {
    const body: directory.Person = {
      personId: 'N2',
      givenName: 'Bo',
      familyName: 'Birch',
      jobRole: 'physician',
      specialty: 'Cardiology',
      practiceGroup: 'Lakeview Heart',
      employment: 'shared',
      homeUnit: null,
      email: 'bo@lakeview.example',
      phone: '1',
      pager: '2',
      languages: ['en', 'es'],
      npi: '1234567893',
      ehrUserId: 'BBIRCH',
      hireDate: null,
      endDate: null,
      managerId: 'N1',
    };
    await lead.call(directory.createPerson, { body });
    const { [enterprise]: _none, title: _title, ...bare } = user('bo@lakeview.example', { emails: [{ value: 'bo@lakeview.example' }] });
    expect((await scim('POST', '/Users', bare)).json.id).toBe('N2');
    expect((await personOf('N2')).person).toMatchObject({ ...body, givenName: 'Ada', familyName: 'Alder', version: 2 });
  });

  it('can be replaced and patched, with and without paths', async () => {
    await scim('POST', '/Users', user('n3'));
    expect((await scim('PUT', '/Users/N3', user('n3', { title: 'Charge Nurse' }))).json.title).toBe('charge nurse');
    const patches = await scim(
      'PATCH',
      '/Users/N3',
      patchOf(
        { op: 'Replace', path: 'name.familyName', value: 'Ash' },
        { op: 'add', path: 'phoneNumbers[type eq "pager"].value', value: '555-7' },
        { op: 'replace', path: `${enterprise}:manager`, value: { value: 'N1' } },
        { op: 'replace', value: { 'name.givenName': 'Ada-Lou', title: 'Nurse' } },
      ),
    );
    expect(patches.json).toMatchObject({ name: { familyName: 'Ash', givenName: 'Ada-Lou' }, title: 'nurse' });
    const { person, history } = await personOf('N3');
    expect(person).toMatchObject({ pager: '555-7', managerId: 'N1', homeUnit: '4W' });
    expect(history).toHaveLength(1); // three roles in one day: nobody worked under the ones in between
    expect(await scim('PATCH', '/Users/N3', patchOf({ op: 'replace', path: '__proto__.polluted', value: 1 }))).toMatchObject({
      status: 400,
      json: { scimType: 'invalidPath' },
    });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(await scim('PATCH', '/Users/N3', { Operations: [] })).toMatchObject({ status: 400, json: { scimType: 'invalidSyntax' } });
  });

  it('who is switched off leaves today and is signed out at once; switched on, they are back', async () => {
    await scim('POST', '/Users', user('n4'));
    const nurse = await app.signIn('viewer', 'N4');
    const patch = (active: unknown) => scim('PATCH', '/Users/N4', patchOf({ op: 'Replace', path: 'active', value: active }));
    expect((await patch('False')).json.active).toBe(false);
    expect((await personOf('N4')).person.endDate).toBe('2027-03-15');
    expect((await nurse.call(auth.getSession, {})).account).toBeNull();
    expect((await patch(true)).json.active).toBe(true);
    expect((await personOf('N4')).person.endDate).toBeNull();
    expect((await scim('DELETE', '/Users/N4')).status).toBe(204);
    expect((await scim('GET', '/Users/N4')).status).toBe(404);
    expect((await personOf('N4')).person.endDate).toBe('2027-03-15');
    expect((await scim('POST', '/Users', user('n4'))).status).toBe(201);
  });

  it('is listed in pages', async () => {
    const all = (await scim('GET', '/Users')).json;
    const page = (await scim('GET', '/Users?startIndex=2&count=2')).json;
    expect(page).toMatchObject({ totalResults: all.totalResults, startIndex: 2, itemsPerPage: 2 });
    expect(page.Resources).toEqual(all.Resources?.slice(1, 3));
  });
});
