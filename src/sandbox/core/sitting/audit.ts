import { isFields, textOf, type Fields } from '../fhir/resource.ts';
import { append, fork, type Attempt } from '../store/attempt.ts';
import { stamp, type Version } from '../store/version.ts';
import type { Change, Entry } from './entry.ts';

/*
 * The journal as FHIR's own AuditEvent and Provenance. They are made when somebody asks for them and written nowhere: the
 * record is what the learner left, not what watching them added.
 */

export interface Learner {
  readonly accountId: string;
  readonly name: string;
  /** Whom they play: `Practitioner/…`, where the exercise says so. */
  readonly plays: string | null;
}

/** The record and, beside it, an AuditEvent for each entry and a Provenance for each that wrote. */
export function withAudit(record: Attempt, journal: readonly Entry[], learner: Learner): Attempt {
  const copy = fork(record);
  for (const entry of journal) {
    add(copy, entry, auditEvent(entry, learner));
    const versions = written(entry.change);
    if (versions.length > 0) add(copy, entry, provenance(entry, versions, learner));
  }
  return copy;
}

function add(record: Attempt, { seq, virtualAt }: Entry, resource: Fields & { resourceType: string }): void {
  const stamped = { id: `entry-${seq}`, versionId: '1', lastUpdated: new Date(virtualAt).toISOString() };
  append(record, { type: resource.resourceType, ...stamped, method: 'POST', json: stamp(resource, stamped) });
}

const written = (change: Change): readonly Version[] => ('versions' in change ? change.versions : []);

const terms = 'http://terminology.hl7.org/CodeSystem';
const coding = (system: string, code: string, display?: string): Fields => ({
  system,
  code,
  ...(display === undefined ? {} : { display }),
});
const hospital = { display: 'Practice hospital' };

function whoOf(entry: Entry, { accountId, name, plays }: Learner): Fields {
  if (entry.by === null) return hospital;
  const identifier = { system: 'urn:atelbow:account', value: entry.by };
  const isLearner = entry.by === accountId;
  return { ...(plays !== null && isLearner ? { reference: plays } : {}), identifier, ...(isLearner ? { display: name } : {}) };
}

/** https://hl7.org/fhir/R4/auditevent.html */
function auditEvent(entry: Entry, learner: Learner): Fields & { resourceType: string } {
  const { change, virtualAt } = entry;
  const who = whoOf(entry, learner);
  const entities = entitiesOf(change);
  return {
    resourceType: 'AuditEvent',
    type: coding(`${terms}/audit-event-type`, 'rest', 'RESTful Operation'),
    subtype: [subtypeOf(change)],
    action: actionOf(change),
    recorded: new Date(virtualAt).toISOString(),
    outcome: '0',
    agent: [{ who, ...(typeof who.display === 'string' ? { name: who.display } : {}), requestor: entry.by !== null }],
    source: { observer: hospital, type: [coding(`${terms}/security-source-type`, '3', 'Web Server')] },
    ...(entities.length > 0 ? { entity: entities } : {}),
  };
}

const interaction = 'http://hl7.org/fhir/restful-interaction';

function subtypeOf(change: Change): Fields {
  const versions = written(change);
  if (versions.length > 1) return coding(interaction, 'transaction');
  const [only] = versions;
  if (only) return coding(interaction, interactionOf(only));
  return coding('urn:atelbow:trail', change.kind === 'trail' ? change.line.kind : change.kind);
}

function interactionOf({ method, versionId }: Version): string {
  if (method === 'PATCH') return 'patch';
  if (method === 'DELETE') return 'delete';
  return versionId === '1' ? 'create' : 'update';
}

const looking = new Set(['chart-opened', 'screen-opened', 'viewed']);

function actionOf(change: Change): string {
  const [only, ...more] = written(change);
  if (only && more.length === 0) return { POST: 'C', PUT: only.versionId === '1' ? 'C' : 'U', PATCH: 'U', DELETE: 'D' }[only.method];
  return change.kind === 'trail' && looking.has(change.line.kind) ? 'R' : 'E';
}

const referencePattern = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/;
const isPatient = (reference: string): boolean => reference.startsWith('Patient/');

/** What it was about: each resource, and each patient once. */
function entitiesOf(change: Change): Fields[] {
  const references =
    change.kind === 'trail'
      ? [change.line.detail.patient, change.line.detail.target].flatMap((one) => textOf(one) ?? [])
      : written(change).flatMap((version) => [`${version.type}/${version.id}`, ...(patientOf(version) ?? [])]);
  const known = [...new Set(references.filter((one) => referencePattern.test(one)))];
  return known.map((reference) => ({
    what: { reference },
    type: isPatient(reference)
      ? coding(`${terms}/audit-entity-type`, '1', 'Person')
      : coding(`${terms}/audit-entity-type`, '2', 'System Object'),
    ...(isPatient(reference) ? { role: coding(`${terms}/object-role`, '1', 'Patient') } : {}),
  }));
}

function patientOf({ json }: Version): string[] | null {
  if (json === null) return null;
  const resource = JSON.parse(json) as Fields;
  const found = [resource.subject, resource.patient, resource.beneficiary, resource.for].flatMap((one) =>
    isFields(one) && typeof one.reference === 'string' && isPatient(one.reference) ? [one.reference] : [],
  );
  return found.length > 0 ? found : null;
}

const operations = { POST: 'CREATE', PUT: 'UPDATE', PATCH: 'UPDATE', DELETE: 'DELETE' } as const;

/** https://hl7.org/fhir/R4/provenance.html */
function provenance(entry: Entry, versions: readonly Version[], learner: Learner): Fields & { resourceType: string } {
  const [first] = versions;
  const recorded = new Date(entry.virtualAt).toISOString();
  const activity = first && versions.length === 1 ? operations[first.method] : 'EXECUTE';
  return {
    resourceType: 'Provenance',
    target: versions.map(({ type, id, versionId }) => ({ reference: `${type}/${id}/_history/${versionId}` })),
    recorded,
    activity: { coding: [coding(`${terms}/v3-DataOperation`, activity)] },
    agent: [{ type: { coding: [coding(`${terms}/provenance-participant-type`, 'author', 'Author')] }, who: whoOf(entry, learner) }],
  };
}
