import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { listAudit } from '#platform/audit/contract.ts';
import * as directory from './contract.ts';
import * as register from './stakeholders/contract.ts';

let app: TestApp;
let lead: Client;

beforeAll(async () => {
  app = await startTestApp({ now: '2027-03-15T12:00:00Z' });
  lead = await app.signIn('coordinator');
  await lead.call(directory.createSite, { body: { siteId: 'MAIN', name: 'Main campus', timeZone: 'America/Chicago' } });
  for (const unitId of ['4W', 'ICU'])
    await lead.call(directory.createUnit, {
      body: { unitId, name: `Unit ${unitId}`, siteId: 'MAIN', building: 'A', floor: '4', zone: '', specialty: 'medicine', beds: 24 },
    });
});
afterAll(async () => {
  await app.close();
});

const person = (personId: string, more: Partial<directory.Person> = {}): directory.Person => ({
  personId,
  givenName: 'Ada',
  familyName: personId,
  jobRole: 'nurse',
  specialty: '',
  practiceGroup: '',
  employment: 'in-house',
  homeUnit: '4W',
  email: '',
  phone: '555-0100',
  pager: '',
  languages: ['en'],
  npi: '',
  ehrUserId: '',
  hireDate: null,
  endDate: null,
  managerId: null,
  ...more,
});
const auditOf = async (subjectId: string): Promise<string[]> => {
  const { lines } = await (await app.signIn('director')).call(listAudit, { query: { subjectId } });
  return lines.map((line) => `${line.actor}: ${line.action} ${JSON.stringify(line.detail)}`).toReversed();
};

describe('a person', () => {
  it('is shown with contact points to those who help, and each look is written down', async () => {
    await lead.call(directory.createPerson, { body: person('P1') });
    await expect(app.visitor().call(directory.getPerson, { params: { personId: 'P1' } })).rejects.toMatchObject({ status: 401 });
    const viewer = await app.signIn('viewer');
    await expect(viewer.call(directory.getPerson, { params: { personId: 'P1' } })).rejects.toMatchObject({ status: 403 });
    const supporter = await app.signIn('supporter');
    const shown = await supporter.call(directory.getPerson, { params: { personId: 'P1' } });
    expect(shown.person).toMatchObject({ phone: '555-0100', version: 1 });
    expect(await auditOf('P1')).toEqual(['coordinator 1: person.created {}', expect.stringMatching(/^supporter \d+: person\.read \{\}$/)]);
    await expect(supporter.call(directory.getPerson, { params: { personId: 'P0' } })).rejects.toMatchObject({ status: 404 });
  });

  it('keeps what they were, with the day from which a change counts', async () => {
    await lead.call(directory.createPerson, { body: person('P2', { hireDate: '2021-05-01', managerId: 'P1' }) });
    const { personId, ...rest } = person('P2', { hireDate: '2021-05-01', managerId: 'P1', jobRole: 'charge-nurse', homeUnit: 'ICU' });
    await lead.call(directory.changePerson, { params: { personId }, body: { ...rest, version: 1, effective: '2027-03-10' } });
    const { history, manager } = await lead.call(directory.getPerson, { params: { personId } });
    expect(history).toMatchObject([
      { from: '2021-05-01', to: '2027-03-10', jobRole: 'nurse', homeUnit: '4W' },
      { from: '2027-03-10', to: null, jobRole: 'charge-nurse', homeUnit: 'ICU' },
    ]);
    expect(manager).toMatchObject({ personId: 'P1' });
    const on = async (date: string) => (await lead.call(directory.listRolesHeld, { query: { on: date, unitId: '4W' } })).held;
    expect((await on('2027-03-09')).map((held) => held.personId)).toContain('P2');
    expect((await on('2027-03-10')).map((held) => held.personId)).not.toContain('P2');
    expect((await auditOf('P2'))[1]).toBe('coordinator 1: person.changed {"fields":["jobRole","homeUnit"]}');
  });

  it('cannot be changed on an older version, nor into nonsense', async () => {
    await lead.call(directory.createPerson, { body: person('P3') });
    const change = (version: number, more: Partial<directory.Person> & { effective?: string }) => {
      const { personId, ...rest } = person('P3', more);
      return lead.call(directory.changePerson, { params: { personId }, body: { ...rest, ...more, version } });
    };
    expect(await change(1, {})).toMatchObject({ version: 1 });
    expect(await change(1, { phone: '555-0101' })).toMatchObject({ version: 2 });
    await expect(change(1, { phone: '555-0102' })).rejects.toMatchObject({ status: 409, code: 'changed-meanwhile' });
    await expect(change(2, { homeUnit: '9Z' })).rejects.toMatchObject({ code: 'unknown-unit' });
    await expect(change(2, { managerId: 'P0' })).rejects.toMatchObject({ code: 'unknown-manager' });
    await expect(change(2, { hireDate: '2027-01-02', endDate: '2027-01-01' })).rejects.toMatchObject({ code: 'ends-before-start' });
    await expect(change(2, { effective: '2027-12-24' })).rejects.toMatchObject({ status: 422 });
    await expect(change(2, { hireDate: '2027-02-30' })).rejects.toMatchObject({ status: 400 });
    await expect(lead.call(directory.createPerson, { body: person('P3') })).rejects.toMatchObject({ code: 'id-taken' });
  });
});

describe('the list of people', () => {
  const found = async (query: Parameters<typeof lead.call<typeof directory.listPeople>>[1]['query']): Promise<string[]> =>
    (await lead.call(directory.listPeople, { query })).people.map((one) => one.personId);

  beforeAll(async () => {
    await lead.call(directory.createPerson, {
      body: person('S-1', { givenName: 'Émile', familyName: "O'Hara-García", jobRole: 'physician', specialty: 'Cardiology' }),
    });
    await lead.call(directory.createPerson, {
      body: person('S-2', { givenName: 'Min-jun', familyName: 'Cho', jobRole: 'physician', specialty: 'Cardiology' }),
    });
    await lead.call(directory.createPerson, {
      body: person('S-3', { givenName: 'Uwe', familyName: 'van der Berg', jobRole: 'front-desk', endDate: '2027-02-01' }),
    });
  });

  it('finds by the beginning of each word, whatever the accents, case and punctuation', async () => {
    expect(await found({ q: 'garcia' })).toEqual(['S-1']);
    expect(await found({ q: 'EMI o’hara card' })).toEqual([]); // a curly apostrophe is a letter of its own; a straight one is not
    expect(await found({ q: "EMI o'hara card" })).toEqual(['S-1']);
    expect(await found({ q: 'jun cho' })).toEqual(['S-2']);
    expect(await found({ q: 's-2' })).toEqual(['S-2']);
    expect(await found({ q: 'ho' })).toEqual([]);
    expect(await found({ q: '100% _' })).toEqual([]);
  });

  it('leaves out who has left, unless asked', async () => {
    expect(await found({ q: 'berg' })).toEqual([]);
    expect(await found({ q: 'berg', who: 'left' })).toEqual(['S-3']);
    expect(await found({ q: 'berg', who: 'all' })).toEqual(['S-3']);
  });

  it('pages through everybody once, in every order', async () => {
    const all = (await found({ who: 'all', limit: 500 })).toSorted();
    for (const sort of ['name', 'id', 'jobRole', 'unit', 'group'] as const)
      for (const descending of ['true', 'false']) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await lead.call(directory.listPeople, { query: { who: 'all', sort, descending, limit: 2, cursor } });
          expect(page.total).toBe(all.length);
          seen.push(...page.people.map((one) => one.personId));
          cursor = page.next ?? undefined;
        } while (cursor);
        expect(seen.toSorted()).toEqual(all);
        const whole = await found({ who: 'all', sort, descending, limit: 500 });
        expect(seen).toEqual(whole);
      }
    await expect(found({ cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ status: 422 });
  });

  it('offers the words that are in use', async () => {
    const words = await lead.call(directory.listPeopleWords, {});
    expect(words.specialties).toContainEqual({ word: 'Cardiology', people: 2 });
    expect(words.jobRoles.map(({ word }) => word)).not.toContain('front-desk');
  });
});

describe('places and go-lives', () => {
  it('are changed with their version, and kept while something belongs to them', async () => {
    await expect(lead.call(directory.removeSite, { params: { siteId: 'MAIN' }, query: { version: 1 } })).rejects.toMatchObject({
      code: 'in-use',
    });
    await expect(lead.call(directory.createSite, { body: { siteId: 'X', name: 'X', timeZone: 'Central' } })).rejects.toMatchObject({
      status: 422,
    });
    const goLive = { wave: 'Wave 1 / east', unitId: '4W', date: '2027-03-01', weeks: 6, cpoe: 'mandatory' as const };
    expect(await lead.call(directory.createGoLive, { body: goLive })).toMatchObject({ version: 1 });
    await expect(lead.call(directory.createGoLive, { body: goLive })).rejects.toMatchObject({ code: 'id-taken' });
    const params = { wave: goLive.wave, unitId: '4W' };
    const moved = await lead.call(directory.changeGoLive, {
      params,
      body: { date: '2027-04-01', weeks: 6, cpoe: 'voluntary', version: 1 },
    });
    expect(moved).toMatchObject({ date: '2027-04-01', cpoe: 'voluntary', version: 2 });
    const phases = [{ name: 'results viewing', date: '2027-02-01' }];
    expect(await lead.call(directory.changeWave, { params, body: { scope: 'CPOE', phases, version: 1 } })).toMatchObject({
      phases,
      version: 2,
    });
    await expect(lead.call(directory.removeWave, { params, query: { version: 2 } })).rejects.toMatchObject({ code: 'in-use' });
    await lead.call(directory.removeGoLive, { params, query: { version: 2 } });
    await lead.call(directory.removeWave, { params, query: { version: 2 } });
    expect(await lead.call(directory.listGoLives, {})).toEqual({ waves: [], goLives: [] });
    await expect(lead.call(directory.removeUnit, { params: { unitId: '4W' }, query: { version: 1 } })).rejects.toMatchObject({
      code: 'in-use',
    });
  });

  it('take their organisation-wide day from the organisation, else from the first site', async () => {
    const before = await lead.call(directory.getOrganisation, {});
    expect(before).toMatchObject({ name: 'Lakeview', timeZone: 'America/Chicago' });
    const body = { name: 'Lakeview Regional', timeZone: 'America/Denver', version: before.version };
    expect(await lead.call(directory.changeOrganisation, { body })).toMatchObject({ timeZone: 'America/Denver' });
    await expect(lead.call(directory.changeOrganisation, { body })).rejects.toMatchObject({ code: 'changed-meanwhile' });
  });
});

it('text that no database keeps is refused as the mistake that it is', async () => {
  const nul = { siteId: 'NUL', name: 'x\0y', timeZone: 'America/Chicago' };
  await expect(lead.call(directory.createSite, { body: nul })).rejects.toMatchObject({ status: 400 });
  await expect(lead.call(directory.listPeople, { query: { q: 'a\0' } })).rejects.toMatchObject({ status: 400 });
});

describe('the stakeholder register', () => {
  it('keeps interest and engagement of people inside and outside', async () => {
    const sponsor: register.Stakeholder = {
      name: 'Grace Sponsor',
      kind: 'executive',
      title: 'CMIO',
      organisation: '',
      personId: null,
      email: '',
      phone: '',
      interest: 'high',
      influence: 'high',
      engagement: 'supportive',
      engagementWanted: 'leading',
      concerns: 'Order sets before go-live.',
    };
    const made = await lead.call(register.createStakeholder, { body: sponsor });
    const params = { stakeholderId: made.stakeholderId };
    await lead.call(register.changeStakeholder, { params, body: { ...sponsor, engagement: 'leading', version: 1 } });
    const outsider = { ...sponsor, personId: 'P0' };
    await expect(lead.call(register.createStakeholder, { body: outsider })).rejects.toMatchObject({ code: 'unknown-person' });
    expect((await lead.call(register.listStakeholders, {})).stakeholders).toMatchObject([{ engagement: 'leading', version: 2 }]);
    await lead.call(register.removeStakeholder, { params, query: { version: 2 } });
    expect((await lead.call(register.listStakeholders, {})).stakeholders).toEqual([]);
  });
});
