import { randomUUID } from 'node:crypto';
import { applyChanges } from '../core/exercise/apply.ts';
import type { Resource } from '../core/fhir/resource.ts';
import { payerAnswers, type Sent } from '../core/payer/payer.ts';
import { virtualNow } from '../core/sitting/clock.ts';
import { headOf, logOf, mark } from '../core/store/attempt.ts';
import type { Work } from './live-attempts.ts';

const asked: ReadonlySet<string> = new Set(['CoverageEligibilityRequest', 'Claim']);

/** In free practice the payers of the hospital answer by themselves; exercises script theirs. */
export function payersAnswer(work: Work): { eventId: string; text: string }[] {
  const { sitting, row } = work;
  if (row.exercise_id !== null || sitting.submittedAt !== null) return [];
  const sent = sentIn(sitting);
  if (sent.length === 0) return [];
  const now = virtualNow(sitting.clock, work.now);
  const read = (reference: string): Resource | undefined => {
    const [type = '', id = ''] = reference.split('/');
    const json = headOf(sitting.record, type, id)?.json;
    return json ? (JSON.parse(json) as Resource) : undefined;
  };
  const due = payerAnswers(sent, read).filter(({ id, dueAt }) => dueAt <= now && !sitting.events.has(id));
  return due
    .toSorted((a, b) => a.dueAt - b.dueAt)
    .map(({ id, text, dueAt, resource }) => {
      const from = mark(sitting.record);
      const meaning = {
        t0: sitting.virtualStart,
        now: dueAt,
        timeZone: row.time_zone,
        patient: '',
        learner: '',
        trigger: null,
        triggerPatient: null,
      };
      applyChanges([{ create: resource }], meaning, new Map(), { attempt: sitting.record, address: '', now: dueAt, newId: randomUUID });
      work.note({ kind: 'event', eventId: id, versions: logOf(sitting.record).slice(from), names: {} }, null, { from, virtualAt: dueAt });
      return { eventId: id, text };
    });
}

/** The newest state of each question that somebody wrote here. */
function sentIn({ record }: Work['sitting']): Sent[] {
  const newest = new Map<string, Sent>();
  for (const { type, id, json, lastUpdated } of logOf(record)) {
    if (!asked.has(type)) continue;
    if (json === null) newest.delete(`${type}/${id}`);
    else newest.set(`${type}/${id}`, { resource: JSON.parse(json) as Resource, at: Date.parse(lastUpdated) });
  }
  return [...newest.values()];
}
