import { loadOrganisation } from '#directory/index.ts';
import { toLocal, type Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import { pack } from '../pack-hospital.ts';
import type { HospitalMaker, HospitalWish } from '../ports.ts';
import { hospitalId, insertHospital, isKept } from '../store/hospitals.ts';
import type { Bases } from './bases.ts';

const seed = 1;

/** The hospital in which whoever begins now begins. */
export async function wishOfToday(db: Db, now: Instant): Promise<HospitalWish> {
  const { timeZone } = await loadOrganisation(db);
  return { seed, startDate: toLocal(now, timeZone).date, timeZone };
}

const underWay = new WeakMap<Db, Map<string, Promise<void>>>();

/** Keeps the hospital of this wish, once; a class that begins at the same moment waits for one making of it. Answers its id. */
export async function keepHospital(db: Db, maker: HospitalMaker, wish: HospitalWish, now: Instant): Promise<string> {
  const id = hospitalId(maker, wish);
  let known = underWay.get(db);
  if (!known) underWay.set(db, (known = new Map()));
  const mine = known;
  // Whether it is kept is asked inside: who asked before the making and heard after it would make it once more.
  let keeping = mine.get(id);
  if (!keeping) {
    keeping = keep(db, id, maker, wish, now).finally(() => mine.delete(id));
    mine.set(id, keeping);
  }
  await keeping;
  return id;
}

async function keep(db: Db, id: string, maker: HospitalMaker, wish: HospitalWish, now: Instant): Promise<void> {
  if (await isKept(db, id)) return;
  const packed = maker.makeElsewhere ? await maker.makeElsewhere(wish) : await pack(maker.make(wish));
  await insertHospital(db, id, maker, wish, packed, now);
}

/** Has today's hospital made and in memory before anybody asks for it. Answers which; nothing is done where that is the last one already. */
export async function prepareToday(db: Db, maker: HospitalMaker, bases: Bases, last: string | null, now: Instant): Promise<string> {
  const wish = await wishOfToday(db, now);
  const id = hospitalId(maker, wish);
  if (id === last) return id;
  await keepHospital(db, maker, wish, now);
  await bases.find(id);
  return id;
}
