import { describe, expect, it } from 'vitest';
import { base, client, idsOf, now } from '../../small-hospital-for-tests.ts';
import { logOf, mark } from '../store/attempt.ts';
import { validate } from '../validate/validate.ts';
import { withAudit } from './audit.ts';
import { nextEntry, openSitting } from './sitting.ts';
import type { Entry } from './entry.ts';

const learner = { accountId: 'ann', name: 'Ann Nurse', plays: 'Practitioner/d1' };
const sitting = openSitting(base, { startedAt: now, virtualStart: now });
const journal: Entry[] = [];
const ask = client(sitting.record);

function write(by: string | null, method: string, url: string, body?: unknown): void {
  const from = mark(sitting.record);
  ask(method, url, body);
  const versions = logOf(sitting.record).slice(from);
  const change =
    by === null
      ? ({ kind: 'event', eventId: 'result', versions, names: {} } as const)
      : ({ kind: 'write', method, path: url, versions } as const);
  journal.push(nextEntry(sitting, change, { by, now: now + journal.length * 60_000, from }));
}

const vital = { resourceType: 'Observation', status: 'final', code: { text: 'Pulse' }, subject: { reference: 'Patient/p1' } };
write('ann', 'POST', 'Observation', vital);
journal.push(
  nextEntry(
    sitting,
    { kind: 'trail', line: { kind: 'chart-opened', detail: { patient: 'Patient/p2' } } },
    { by: 'ann', now: now + 60_000 },
  ),
);
write(null, 'POST', 'Observation', { ...vital, subject: { reference: 'Patient/p3' } });
write('ann', 'DELETE', 'Condition/c1');
journal.push(nextEntry(sitting, { kind: 'reset' }, { by: 'ann', now: now + 240_000 }));
const audited = withAudit(sitting.record, journal, learner);
const look = client(audited);
const found = (url: string): string[] => idsOf(look('GET', url)).toSorted();

describe('the journal over FHIR', () => {
  it('has a valid AuditEvent for each entry and a valid Provenance for each that wrote, resets or not', () => {
    expect(found('AuditEvent')).toEqual(['entry-1', 'entry-2', 'entry-3', 'entry-4', 'entry-5']);
    expect(found('Provenance')).toEqual(['entry-1', 'entry-3', 'entry-4']);
    for (const type of ['AuditEvent', 'Provenance'])
      for (const id of found(type)) expect(validate(base.rules.definitions, look('GET', `${type}/${id}`).resource).issues).toEqual([]);
  });

  it('is found by patient, agent, action and time', () => {
    expect(found('AuditEvent?patient=p1')).toEqual(['entry-1']);
    expect(found('AuditEvent?patient=Patient/p2')).toEqual(['entry-2']);
    expect(found('AuditEvent?agent=Practitioner/d1')).toEqual(['entry-1', 'entry-2', 'entry-4', 'entry-5']);
    expect(found('AuditEvent?agent-name=practice')).toEqual(['entry-3']);
    expect(found('AuditEvent?action=D')).toEqual(['entry-4']);
    expect(found(`AuditEvent?date=ge${new Date(now + 170_000).toISOString()}`)).toEqual(['entry-4', 'entry-5']);
    expect(found('AuditEvent?patient.family=none')).toEqual([]);
    expect(found('Provenance?target=Condition/c1')).toEqual(['entry-4']);
    expect(found('Provenance?agent=Practitioner/d1')).toEqual(['entry-1', 'entry-4']);
  });

  it('leaves the record as it is', () => {
    expect(client(sitting.record)('GET', 'AuditEvent').resource.total).toBe(0);
    expect(logOf(sitting.record)).toEqual([]);
  });
});
