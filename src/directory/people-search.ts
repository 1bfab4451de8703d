import { sql, type Kysely, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { LocalDate } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import { invalid } from '#platform/http/problem.ts';
import type { PersonLine } from './contract.ts';
import { wordsOf } from './core/words.ts';
import type { DirectoryTables } from './tables.ts';

interface PeopleSearch {
  readonly q?: string | undefined;
  readonly jobRole?: string | undefined;
  readonly unitId?: string | undefined;
  readonly practiceGroup?: string | undefined;
  readonly employment?: DirectoryTables['person']['employment'] | undefined;
  readonly who: 'current' | 'left' | 'all';
  readonly sort: 'name' | 'id' | 'jobRole' | 'unit' | 'group';
  readonly descending: boolean;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const sortKeys: Record<PeopleSearch['sort'], RawBuilder<string>> = {
  name: sql`sort_name`,
  id: sql`person_id`,
  jobRole: sql`job_role`,
  unit: sql`coalesce(home_unit, '')`,
  group: sql`practice_group`,
};

/** A page of people and how many there are in all. A page is found by its last row, so it costs the same wherever it is. */
export async function searchPeople(
  db: Db,
  search: PeopleSearch,
  today: LocalDate,
): Promise<{ people: PersonLine[]; total: number; next: string | null }> {
  const key = sortKeys[search.sort];
  const filtered = filter(db.for<DirectoryTables>(), search, today);
  const place = sql<boolean>`(${key}, sort_name, person_id)`;
  const direction = search.descending ? 'desc' : 'asc';
  let page = filtered
    .select([
      'person_id as personId',
      'given_name as givenName',
      'family_name as familyName',
      'job_role as jobRole',
      'specialty',
      'practice_group as practiceGroup',
      'employment',
      'home_unit as homeUnit',
      'hire_date as hireDate',
      'end_date as endDate',
    ])
    .select([sql<string>`${key}`.as('sortKey'), 'sort_name as sortName'])
    .orderBy(key, direction)
    .orderBy('sort_name', direction)
    .orderBy('person_id', direction)
    .limit(search.limit + 1);
  if (search.cursor !== undefined) {
    const [a, b, c] = readCursor(search.cursor);
    page = page.where(sql<boolean>`${place} ${sql.raw(search.descending ? '<' : '>')} (${a}, ${b}, ${c})`);
  }
  const counted = filtered.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const [found, { total }] = await Promise.all([page.execute(), counted]);
  const shown = found.slice(0, search.limit);
  const last = shown.at(-1);
  return {
    people: shown.map(({ sortKey: _key, sortName: _name, ...person }) => person),
    total,
    next: found.length > shown.length && last ? writeCursor([last.sortKey, last.sortName, last.personId]) : null,
  };
}

type People = SelectQueryBuilder<DirectoryTables, 'person', object>;

function filter(tables: Kysely<DirectoryTables>, search: PeopleSearch, today: LocalDate): People {
  let found: People = tables.selectFrom('person');
  for (const word of wordsOf(search.q ?? '')) found = found.where('words', 'like', `% ${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
  if (search.jobRole) found = found.where('job_role', '=', search.jobRole);
  if (search.unitId) found = found.where('home_unit', '=', search.unitId);
  if (search.practiceGroup) found = found.where('practice_group', '=', search.practiceGroup);
  if (search.employment) found = found.where('employment', '=', search.employment);
  if (search.who === 'current') found = found.where((e) => e.or([e('end_date', 'is', null), e('end_date', '>=', today)]));
  if (search.who === 'left') found = found.where('end_date', '<', today);
  return found;
}

const writeCursor = (place: readonly [string, string, string]): string => Buffer.from(JSON.stringify(place)).toString('base64url');

function readCursor(cursor: string): [string, string, string] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(read) && read.length === 3 && read.every((part) => typeof part === 'string')) return read as [string, string, string];
  } catch {
    // said below
  }
  throw invalid('This page of the list does not exist. Start at the first one.');
}

export interface Word {
  word: string;
  people: number;
}

/** Words in use among people who have not left, most frequent first. */
export async function countWords(db: Db, column: 'job_role' | 'specialty' | 'practice_group', today: LocalDate): Promise<Word[]> {
  return db
    .for<DirectoryTables>()
    .selectFrom('person')
    .select([sql<string>`${sql.ref(column)}`.as('word'), (e) => e.fn.countAll<number>().as('people')])
    .where(column, '<>', '')
    .where((e) => e.or([e('end_date', 'is', null), e('end_date', '>=', today)]))
    .groupBy(column)
    .orderBy('people', 'desc')
    .orderBy('word')
    .execute();
}
