import { newId } from '#kernel/ids.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { Problem } from '#platform/http/problem.ts';
import { changeIn, createIn, exists, removeIn } from './edit.ts';
import { loadRows, type RowTable } from './row-table.ts';
import { personTable } from './row-tables.ts';
import * as contract from './stakeholders/contract.ts';

type StakeholderWithId = contract.Stakeholder & { stakeholderId: string };

const stakeholderTable: RowTable<StakeholderWithId> = {
  name: 'stakeholder',
  what: 'stakeholder',
  key: ['stakeholderId'],
  columns: {
    stakeholderId: ['stakeholder_id', 'text'],
    name: ['name', 'text'],
    kind: ['kind', 'text'],
    title: ['title', 'text'],
    organisation: ['organisation', 'text'],
    personId: ['person_id', 'text'],
    email: ['email', 'text'],
    phone: ['phone', 'text'],
    interest: ['interest', 'text'],
    influence: ['influence', 'text'],
    engagement: ['engagement', 'text'],
    engagementWanted: ['engagement_wanted', 'text'],
    concerns: ['concerns', 'text'],
  },
};

export function registerStakeholders({ db, clock, server }: Deps): void {
  bind(server, contract.listStakeholders, async () => ({
    stakeholders: (await loadRows(db, stakeholderTable)).toSorted((a, b) => a.name.localeCompare(b.name)),
  }));
  bind(server, contract.createStakeholder, async ({ body, actor }) =>
    db.tx(async (tx) => {
      await mustBeKnown(tx, body.personId);
      return createIn(tx, stakeholderTable, { ...body, stakeholderId: newId('stk') }, { actor, at: clock.now() });
    }),
  );
  bind(server, contract.changeStakeholder, async ({ params, body, actor }) =>
    db.tx(async (tx) => {
      await mustBeKnown(tx, body.personId);
      return changeIn(tx, stakeholderTable, { ...body, ...params }, { actor, at: clock.now() });
    }),
  );
  bind(server, contract.removeStakeholder, async ({ params, query, actor }) =>
    db.tx((tx) => removeIn(tx, stakeholderTable, params, query.version, { actor, at: clock.now() })),
  );
}

async function mustBeKnown(tx: Tx, personId: string | null): Promise<void> {
  if (personId !== null && !(await exists(tx, personTable, { personId })))
    throw new Problem(409, 'unknown-person', `There is no person ${personId} in the directory. Leave it empty for somebody outside.`);
}
