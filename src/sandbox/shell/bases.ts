import { shiftedInstant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import { makeBase, type Base, type Rules } from '../core/store/base.ts';
import { loadHospital } from '../store/hospitals.ts';

export interface Bases {
  find(hospitalId: string): Promise<Base>;
  /** Forgets those that no attempt in memory stands on, but for the one used last. */
  keepOnly(inUse: ReadonlySet<string>): void;
  readonly count: number;
}

/** The hospitals in memory: each is read from the database and indexed once, however many attempts began on it. */
export function makeBases(db: Db, rules: () => Rules): Bases {
  const bases = new Map<string, Promise<Base>>();
  let last = '';
  const load = async (id: string): Promise<Base> => {
    const { resources, startDate, timeZone } = await loadHospital(db, id);
    return makeBase(rules(), resources, new Date(shiftedInstant(startDate, '00:00', timeZone)).toISOString());
  };
  return {
    find(id) {
      last = id;
      let found = bases.get(id);
      if (!found) {
        found = load(id);
        bases.set(id, found);
        found.catch(() => bases.delete(id));
      }
      return found;
    },
    keepOnly(inUse) {
      for (const id of bases.keys()) if (id !== last && !inUse.has(id)) bases.delete(id);
    },
    get count() {
      return bases.size;
    },
  };
}
