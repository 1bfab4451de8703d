import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Instant } from '#kernel/time.ts';
import type { Resource } from '../core/fhir/resource.ts';
import type { HospitalMaker, HospitalWish } from '../ports.ts';
import { tables, type Reader } from './tables.ts';

const squeeze = promisify(gzip);
const unsqueeze = promisify(gunzip);

export const hospitalId = ({ version }: HospitalMaker, { seed, startDate, timeZone }: HospitalWish): string =>
  [version, seed, startDate, timeZone].join(' ');

/** Keeps the hospital as it was made, once. */
export async function keepHospital(on: Reader, maker: HospitalMaker, wish: HospitalWish, now: Instant): Promise<string> {
  const id = hospitalId(maker, wish);
  const known = await tables(on).selectFrom('sandbox_hospital').select('hospital_id').where('hospital_id', '=', id).executeTakeFirst();
  if (known) return id;
  const resources = maker.make(wish);
  await tables(on)
    .insertInto('sandbox_hospital')
    .values({
      hospital_id: id,
      generator: maker.version,
      seed: wish.seed,
      start_date: wish.startDate,
      time_zone: wish.timeZone,
      resource_count: resources.length,
      resources: await squeeze(JSON.stringify(resources)),
      made_at: new Date(now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return id;
}

/** Notes that attempts of this day stand on another FHIR server, once. */
export async function keepRemoteHospital(on: Reader, address: string, wish: Omit<HospitalWish, 'seed'>, now: Instant): Promise<string> {
  const id = ['own server', address, wish.startDate, wish.timeZone].join(' ');
  await tables(on)
    .insertInto('sandbox_hospital')
    .values({
      hospital_id: id,
      generator: 'own server',
      seed: 0,
      start_date: wish.startDate,
      time_zone: wish.timeZone,
      resource_count: 0,
      resources: await squeeze('[]'),
      made_at: new Date(now),
      remote_url: address,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return id;
}

export interface KeptHospital {
  readonly resources: Resource[];
  readonly startDate: string;
  readonly timeZone: string;
  readonly remoteUrl: string | null;
}

export async function loadHospital(on: Reader, id: string): Promise<KeptHospital> {
  const row = await tables(on).selectFrom('sandbox_hospital').selectAll().where('hospital_id', '=', id).executeTakeFirstOrThrow();
  const json = (await unsqueeze(row.resources)).toString('utf8');
  return { resources: JSON.parse(json) as Resource[], startDate: row.start_date, timeZone: row.time_zone, remoteUrl: row.remote_url };
}
