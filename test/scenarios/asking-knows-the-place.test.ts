import { openDb, type Db } from '#platform/db/open.ts';
import * as support from '#support/contract.ts';
import { beat, startDeskHospital, type DeskHospital } from '#test/harness/support-desk.ts';
import { makeClient } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/* Whoever asks is not asked what is known already: who they are, and where they are now. */
let hospital: DeskHospital;
let db: Db;
const choices = (who: string) => hospital.phone(who).call(support.getAskingChoices, {});

beforeAll(async () => {
  hospital = await startDeskHospital();
  db = await openDb(hospital.app.databaseUrl, { poolMax: 1 });
});
afterAll(async () => {
  await db.close();
  await hospital.app.close();
});

test('by account: who I am is known; without an account nothing is told', async () => {
  await expect(hospital.app.visitor().call(support.getAskingChoices, {})).rejects.toMatchObject({ status: 401 });
  expect(await choices('DOC')).toMatchObject({ askerClass: 'provider', topics: ['nurse', 'physician'] });
  expect(await choices('NORA')).toMatchObject({ askerClass: 'nurse' });
});

test('where one belongs, then where one asked last, then where one rounds at this moment', async () => {
  expect((await choices('DOC')).unitId).toBeNull();
  await db.pool.query("update person set home_unit = '4W' where person_id = 'DOC'");
  expect((await choices('DOC')).unitId).toBe('4W');
  const asked = await hospital.phone('DOC').call(support.askForHelp, { body: { unitId: '5E' } });
  expect((await choices('DOC')).unitId).toBe('5E');
  await hospital.phone('DOC').call(support.sayOwnWord, { params: asked, body: { word: 'not-needed' } });
  const now = hospital.app.clock.now();
  await db.pool.query(
    `insert into coverage_presence (presence_id, person_id, unit_id, starts_at, ends_at, kind, source, confidence)
     values ('p1', 'DOC', '4W', $1, $2, 'round', 'ical', 0.9)`,
    [new Date(now - 60_000), new Date(now + 3_600_000)],
  );
  expect((await choices('DOC')).unitId).toBe('4W');
  hospital.app.clock.advanceMinutes(61);
  expect((await choices('DOC')).unitId).toBe('5E');
});

test('a supporter who needs help themselves stands where they are on duty', async () => {
  await beat(hospital.phone('ANN'));
  expect((await choices('ANN')).unitId).toBe('4W');
});

test('a workstation knows its unit by name, until its link is revoked', async () => {
  const place = await hospital.coordinator.call(support.createPlace, { body: { unitId: '4W', label: 'Bay 3' } });
  expect(place.page).toBe(place.path.replace('/ask/', '/help/'));
  const params = { token: place.path.replace('/ask/', '') };
  const workstation = makeClient(hospital.app.url);
  const known = await workstation.call(support.getPlaceChoices, { params });
  expect(known).toMatchObject({ unitId: '4W', unitName: '4 West', specialty: 'hospital-medicine', label: 'Bay 3', telephone: null });
  expect(known).toMatchObject({ incident: null, downtime: null });
  const incident = await hospital.coordinator.call(support.declareIncident, {
    body: { title: 'Order sets are empty', text: 'One by one' },
  });
  const downtime = {
    unitId: '4W',
    reason: 'Network',
    procedure: 'Paper in the red folder',
    startsAt: hospital.app.clock.now(),
    endsAt: null,
  };
  await hospital.coordinator.call(support.declareDowntime, { body: downtime });
  const { reason, procedure } = downtime;
  expect(await workstation.call(support.getPlaceChoices, { params })).toMatchObject({
    incident: { title: 'Order sets are empty', text: 'One by one', declaredAt: incident.declaredAt },
    downtime: { reason, procedure },
  });
  await hospital.coordinator.call(support.standDownIncident, { params: incident, body: { outcome: 'Corrected' } });
  expect(await workstation.call(support.getPlaceChoices, { params })).toMatchObject({ incident: null, downtime: { reason } });
  await hospital.coordinator.call(support.revokePlace, { params: { placeId: place.placeId } });
  await expect(workstation.call(support.getPlaceChoices, { params })).rejects.toMatchObject({ status: 404 });
});
