import { loadGoLives, loadPeople, loadSites, loadUnits } from '#directory/index.ts';
import type { GoLive, Person, Site, Unit } from '#directory/contract.ts';
import type { Reader } from './tables.ts';

export interface DirectoryFacts {
  readonly sites: readonly Site[];
  readonly units: readonly Unit[];
  readonly goLives: readonly GoLive[];
  readonly people: readonly Person[];
}

/** Places and people as the directory has them now, one after the other: they may share one connection. */
export async function loadDirectory(reader: Reader): Promise<DirectoryFacts> {
  const sites = await loadSites(reader);
  const units = await loadUnits(reader);
  const goLives = await loadGoLives(reader);
  return { sites, units, goLives, people: await loadPeople(reader) };
}
