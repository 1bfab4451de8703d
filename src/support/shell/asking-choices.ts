import { loadTopics } from '#coverage/index.ts';
import { findPerson, loadUnits } from '#directory/index.ts';
import type { Actor } from '#platform/http/actor.ts';
import { askerClassOf } from '../core/intake/triage.ts';
import { lastUnitAsked } from '../store/requests.ts';
import type { Reader } from '../store/tables.ts';

/** For a page that asks by an account: where this person asked last comes first, since rounds move; then where they belong. */
export async function ownChoices(reader: Reader, { accountId, personId }: Actor, telephone: string | null) {
  const person = personId === null ? null : await findPerson(reader, personId);
  const units = new Set((await loadUnits(reader)).map(({ unitId }) => unitId));
  const likely = [await lastUnitAsked(reader, accountId), person?.homeUnit ?? null].find((unitId) => unitId !== null && units.has(unitId));
  return {
    topics: await loadTopics(reader),
    telephone,
    askerClass: person ? askerClassOf(person.jobRole) : null,
    unitId: likely ?? null,
  };
}

/** For a workstation, which knows where it stands. */
export async function placeChoices(reader: Reader, place: { unit_id: string; label: string }, telephone: string | null) {
  const unit = (await loadUnits(reader)).find(({ unitId }) => unitId === place.unit_id);
  return {
    topics: await loadTopics(reader),
    telephone,
    unitId: place.unit_id,
    unitName: unit?.name ?? place.unit_id,
    specialty: unit?.specialty ?? '',
    label: place.label,
  };
}
