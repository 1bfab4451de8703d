import type { LocalDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { Problem, invalid } from '#platform/http/problem.ts';
import type { Person, PersonRow } from './contract.ts';
import { changeIn, createIn, exists, type Editor } from './edit.ts';
import { recordRoles } from './history.ts';
import { today } from './organisation.ts';
import { personTable, unitTable } from './row-tables.ts';

/** @throws Problem 409 `id-taken`, `unknown-unit`, `unknown-manager`, `ends-before-start`. */
export async function createPerson(tx: Tx, person: Person, editor: Editor): Promise<PersonRow> {
  await mustHold(tx, person);
  const row = await createIn(tx, personTable, person, editor);
  await recordRoles(tx, [person], await today(tx, editor.at));
  return row;
}

/**
 * @param effective the day from which a changed role counts, not after today; by default today.
 * @throws Problem 404, 409 as `createPerson` and `changed-meanwhile`, 422 for a day to come.
 */
export async function changePerson(
  tx: Tx,
  person: Person & { readonly version: number },
  effective: LocalDate | undefined,
  editor: Editor,
): Promise<PersonRow> {
  const now = await today(tx, editor.at);
  if (effective !== undefined && effective > now)
    throw invalid(`${effective} is still to come. Enter the change on that day, or choose one not after ${now}.`);
  await mustHold(tx, person);
  return changeIn(tx, personTable, person, editor, (after) => recordRoles(tx, [after], effective ?? now));
}

async function mustHold(tx: Tx, person: Person): Promise<void> {
  const { personId, homeUnit, managerId, hireDate, endDate } = person;
  if (homeUnit !== null && !(await exists(tx, unitTable, { unitId: homeUnit })))
    throw new Problem(409, 'unknown-unit', `There is no unit ${homeUnit}. Add it first, or leave the home unit empty.`);
  if (managerId !== null && managerId !== personId && !(await exists(tx, personTable, { personId: managerId })))
    throw new Problem(409, 'unknown-manager', `There is no person ${managerId}. Add them first, or leave the manager empty.`);
  if (hireDate !== null && endDate !== null && endDate < hireDate)
    throw new Problem(409, 'ends-before-start', `The last day ${endDate} is before the first one, ${hireDate}.`);
}
