import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import { loadTrainedOn } from '#training/index.ts';
import type { CoverageFacts, ShiftDefinition, Supporter } from '../core/facts.ts';
import { defaultSettings, withOverrides, type CoverageSettings } from '../core/settings.ts';
import { loadTeaching } from '#training/index.ts';
import { loadDirectory } from './directory.ts';
import { exposureShape, outreachShape, presenceShape, shiftShape, signOffOf, supporterShape, unitNeedShape } from './rows.ts';
import { tables, type Reader } from './tables.ts';
import { ownSettingKeys } from '../own-settings.ts';

/** What a supply decides from: who may work where and when. No presences: those are many, and only plans need them. */
export type SupplyFacts = Pick<CoverageFacts, 'sites' | 'units' | 'goLives' | 'people' | 'shifts' | 'supporters'>;

export async function loadShifts(reader: Reader): Promise<ShiftDefinition[]> {
  const rows = await tables(reader).selectFrom('coverage_shift').selectAll().orderBy('starts').orderBy('shift_id').execute();
  return rows.map(shiftShape.toFact);
}

export async function loadSupply(reader: Reader): Promise<SupplyFacts> {
  const { sites, units, goLives, people } = await loadDirectory(reader);
  return { sites, units, goLives, people, shifts: await loadShifts(reader), supporters: await loadSupporters(reader) };
}

/** Supporters, away while they have called out or teach a class; `only`: these people, where they are supporters. */
export async function loadSupporters(reader: Reader, only: { readonly personIds?: readonly string[] } = {}): Promise<Supporter[]> {
  const t = tables(reader);
  const { personIds } = only;
  let supporters = t.selectFrom('coverage_supporter').selectAll();
  let absences = t.selectFrom('coverage_call_out').select(['person_id', 'starts_at', 'ends_at']).where('status', '!=', 'withdrawn');
  if (personIds) {
    const theirs = sql<boolean>`person_id = any(${[...personIds]}::text[])`;
    supporters = supporters.where(theirs);
    absences = absences.where(theirs);
  }
  const rows = await supporters.orderBy('person_id').execute();
  const away = Map.groupBy(await absences.orderBy('starts_at').execute(), (absence) => absence.person_id);
  // A trainer is a supporter whenever there is no class to teach: as classes end, their hours appear by themselves.
  const teaching = Map.groupBy(await loadTeaching(reader, 0), (one) => one.personId);
  return rows.map((row) => {
    const supporter = supporterShape.toFact(row);
    const called = (away.get(row.person_id) ?? []).map((one) => ({ start: one.starts_at.getTime(), end: one.ends_at.getTime() }));
    const taught = (teaching.get(row.person_id) ?? []).map(({ start, end }) => ({ start, end }));
    return called.length + taught.length === 0
      ? supporter
      : { ...supporter, unavailable: [...supporter.unavailable, ...called, ...taught] };
  });
}

/** The most days in a row that any supporter may work. */
export async function longestRunDays(reader: Reader): Promise<number> {
  const row = await tables(reader)
    .selectFrom('coverage_supporter')
    .select((e) => e.fn.max<number | null>('max_consecutive_days').as('days'))
    .executeTakeFirst();
  return row?.days ?? 0;
}

/** Everything that coverage decides from, as the tables have it now. */
export async function loadFacts(reader: Reader, now: Instant): Promise<CoverageFacts> {
  const t = tables(reader);
  const supply = await loadSupply(reader);
  const unitNeeds = await t.selectFrom('coverage_unit_need').selectAll().orderBy('unit_need_id').execute();
  const signOffs = await t.selectFrom('coverage_sign_off').selectAll().where('withdrawn_at', 'is', null).orderBy('at').execute();
  return {
    ...supply,
    ...(await loadRounds(reader)),
    unitNeeds: unitNeeds.map(unitNeedShape.toFact),
    trainedOn: await loadTrainedOn(reader, now),
    signOffs: signOffs.map(signOffOf),
  };
}

/** Who is and was where, and what help they are to have. */
export async function loadRounds(reader: Reader): Promise<Pick<CoverageFacts, 'presences' | 'exposures' | 'outreaches'>> {
  const t = tables(reader);
  const presences = await t.selectFrom('coverage_presence').selectAll().orderBy('starts_at').orderBy('presence_id').execute();
  const exposures = await t
    .selectFrom('coverage_exposure')
    .selectAll()
    .orderBy('person_id')
    .orderBy('on_date')
    .orderBy('unit_id')
    .execute();
  const outreaches = await t
    .selectFrom('coverage_outreach')
    .selectAll()
    .where('cancelled_at', 'is', null)
    .orderBy('starts_at')
    .orderBy('outreach_id')
    .execute();
  return {
    presences: presences.map(presenceShape.toFact),
    exposures: exposures.map(exposureShape.toFact),
    outreaches: outreaches.map(outreachShape.toFact),
  };
}

/** The settings in force, with a run's own on top. */
export async function loadSettings(reader: Reader, extra: Readonly<Record<string, number>> = {}): Promise<CoverageSettings> {
  const rows = await tables(reader).selectFrom('coverage_setting').select(['key', 'value']).execute();
  const kept = Object.fromEntries(rows.filter((row) => !ownSettingKeys.includes(row.key)).map((row) => [row.key, row.value]));
  const settings = withOverrides({ ...kept, ...extra });
  // A stored value that a newer version no longer allows must not stop everything: the defaults then hold.
  return settings.ok ? settings.value : defaultSettings;
}
