import type { Instant } from '#kernel/time.ts';
import type { Resource } from '../core/fhir/resource.ts';
import { pack, unpack } from '../pack-hospital.ts';
import type { HospitalMaker, HospitalWish, PackedHospital } from '../ports.ts';
import { tables, type Reader } from './tables.ts';

export const hospitalId = ({ version }: HospitalMaker, { seed, startDate, timeZone }: HospitalWish): string =>
  [version, seed, startDate, timeZone].join(' ');

export async function isKept(on: Reader, id: string): Promise<boolean> {
  const known = await tables(on).selectFrom('sandbox_hospital').select('hospital_id').where('hospital_id', '=', id).executeTakeFirst();
  return known !== undefined;
}

/** Keeps the hospital as it was made; does nothing where somebody else did so meanwhile. */
export async function insertHospital(
  on: Reader,
  id: string,
  { version }: HospitalMaker,
  wish: HospitalWish,
  { count, json }: PackedHospital,
  now: Instant,
): Promise<void> {
  await tables(on)
    .insertInto('sandbox_hospital')
    .values({
      hospital_id: id,
      generator: version,
      seed: wish.seed,
      start_date: wish.startDate,
      time_zone: wish.timeZone,
      resource_count: count,
      resources: json,
      made_at: new Date(now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
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
      resources: (await pack([])).json,
      made_at: new Date(now),
      remote_url: address,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return id;
}

export interface KeptHospital {
  readonly resources: Iterable<Resource>;
  readonly startDate: string;
  readonly timeZone: string;
  readonly remoteUrl: string | null;
}

export async function loadHospital(on: Reader, id: string): Promise<KeptHospital> {
  const row = await tables(on).selectFrom('sandbox_hospital').selectAll().where('hospital_id', '=', id).executeTakeFirstOrThrow();
  return { resources: await unpack(row.resources), startDate: row.start_date, timeZone: row.time_zone, remoteUrl: row.remote_url };
}
