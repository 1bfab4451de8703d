import { shiftedInstant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import { makeBase, type Base, type Rules } from '../core/store/base.ts';
import { loadHospital } from '../store/hospitals.ts';
import { OwnServer } from './own-server.ts';
import type { RemoteHospital } from './remote-hospital.ts';

/** What an attempt stands on; `remote`: the server behind the base, where that is one. */
export interface Ground {
  readonly base: Base;
  readonly remote: RemoteHospital | null;
}

export interface Bases {
  /** @throws Problem 409, 503 when it stands on a server that can't be used */
  find(hospitalId: string): Promise<Ground>;
  /** Forgets those that no attempt in memory stands on, but for the one used last. */
  keepOnly(inUse: ReadonlySet<string>): void;
  readonly count: number;
}

/** The hospitals in memory: each is read from the database and indexed once, however many attempts began on it. */
export function makeBases(db: Db, rules: () => Rules, ownServer: OwnServer | null = null): Bases {
  const bases = new Map<string, Promise<Ground>>();
  let last = '';
  const load = async (id: string): Promise<Ground> => {
    const { resources, startDate, timeZone, remoteUrl } = await loadHospital(db, id);
    if (remoteUrl !== null) {
      const remote = await (ownServer ?? new OwnServer(null, rules, { now: () => 0 })).find(remoteUrl);
      return { base: remote.base, remote };
    }
    return { base: makeBase(rules(), resources, new Date(shiftedInstant(startDate, '00:00', timeZone)).toISOString()), remote: null };
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
