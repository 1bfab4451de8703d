import type { Db } from '../db/open.ts';
import type { Actor } from '../http/actor.ts';
import { actorOf } from './authenticate.ts';
import type { AuthOptions } from './options.ts';
import type { AuthTables } from './tables.ts';

/** The account of this id as it stands now: for what acts in somebody's name without their session. Null: gone, or switched off. */
export const makeFindActor =
  (db: Db, can: AuthOptions['can']) =>
  async (accountId: string): Promise<Actor | null> => {
    const owner = await db
      .for<AuthTables>()
      .selectFrom('account')
      .select(['account_id', 'name', 'person_id', 'roles'])
      .where('account_id', '=', accountId)
      .where('disabled_at', 'is', null)
      .executeTakeFirst();
    return owner ? actorOf(owner, can) : null;
  };
