import { loadPresentUnit, loadTopics } from '#coverage/index.ts';
import { findPerson, loadUnits } from '#directory/index.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { downtimeAt } from '../core/downtime/downtime.ts';
import { askerClassOf } from '../core/intake/triage.ts';
import { loadDowntimes, openIncident } from '../store/incidents.ts';
import { lastUnitAsked } from '../store/requests.ts';
import { ownDuty } from './duty.ts';

/** For a page that asks by an account: where this person rounds or is on duty now, where they asked last, where they belong. */
export async function ownChoices(tx: Tx, now: Instant, { accountId, personId }: Actor, telephone: string | null) {
  const person = personId === null ? null : await findPerson(tx, personId);
  const rounds = personId === null ? null : await loadPresentUnit(tx, personId, now);
  const duty = personId === null ? null : await ownDuty(tx, personId, now);
  const units = new Set((await loadUnits(tx)).map(({ unitId }) => unitId));
  const places = [rounds, duty?.supporter.unitId, await lastUnitAsked(tx, accountId), person?.homeUnit];
  return {
    topics: await loadTopics(tx),
    telephone,
    askerClass: person ? askerClassOf(person.jobRole) : null,
    unitId: places.find((unitId) => unitId != null && units.has(unitId)) ?? null,
  };
}

/** For a workstation, which knows where it stands. Anybody who passes may read it: no names of those who declared anything. */
export async function placeChoices(tx: Tx, now: Instant, place: { unit_id: string; label: string }, telephone: string | null) {
  const unit = (await loadUnits(tx)).find(({ unitId }) => unitId === place.unit_id);
  const incident = await openIncident(tx);
  const downtime = downtimeAt(await loadDowntimes(tx, now, now), place.unit_id, now);
  return {
    topics: await loadTopics(tx),
    telephone,
    unitId: place.unit_id,
    unitName: unit?.name ?? place.unit_id,
    specialty: unit?.specialty ?? '',
    label: place.label,
    incident: incident && { title: incident.title, text: incident.text, declaredAt: incident.declaredAt },
    downtime: downtime && { reason: downtime.reason, procedure: downtime.procedure },
  };
}
