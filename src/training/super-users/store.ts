import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';

export type SuperUserState = 'nominated' | 'accepted' | 'declined' | 'ended';

interface SuperUserTables {
  training_super_user: {
    person_id: string;
    state: SuperUserState;
    volunteered: boolean;
    proposed_by: string;
    reason: string;
    proposed_at: Date;
    answered_at: Date | null;
    ended_at: Date | null;
  };
  training_super_user_thanks: { thanks_id: string; person_id: string; text: string; by_name: string; at: Date };
}
export type SuperUserRow = SuperUserTables['training_super_user'];

const tables = tablesIn<SuperUserTables>;

export const loadSuperUsers = (on: Db | Tx): Promise<SuperUserRow[]> =>
  tables(on).selectFrom('training_super_user').selectAll().orderBy('proposed_at').execute();

export async function lockSuperUser(tx: Tx, personId: string): Promise<SuperUserRow | null> {
  return (
    (await tables(tx).selectFrom('training_super_user').selectAll().where('person_id', '=', personId).forUpdate().executeTakeFirst()) ??
    null
  );
}

export async function saveSuperUser(tx: Tx, row: SuperUserRow): Promise<void> {
  const { person_id: _personId, ...change } = row;
  await tables(tx)
    .insertInto('training_super_user')
    .values(row)
    .onConflict((on) => on.column('person_id').doUpdateSet(change))
    .execute();
}

export const loadThanks = (on: Db | Tx) =>
  tables(on).selectFrom('training_super_user_thanks').selectAll().orderBy('at', 'desc').limit(500).execute();

export const insertThanks = (tx: Tx, row: SuperUserTables['training_super_user_thanks']) =>
  tables(tx).insertInto('training_super_user_thanks').values(row).execute();
