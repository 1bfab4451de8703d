import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#platform/http/actor.ts';
import { mayCall } from '#platform/http/bind.ts';
import { FhirProblem, problem } from '../core/fhir/problem.ts';
import { virtualNow } from '../core/sitting/clock.ts';
import { withAudit, type Learner } from '../core/sitting/audit.ts';
import { answer } from '../core/rest/answer.ts';
import { answerWithin } from '../core/smart/answer-within.ts';
import { smartPlaces, smartSecurity } from '../core/smart/configuration.ts';
import type { Permit } from '../core/smart/permit.ts';
import { logOf, mark, openAttempt } from '../core/store/attempt.ts';
import { makeBase } from '../core/store/base.ts';
import { r4 } from '../definitions/read.ts';
import { bearerOf, openWithToken, type FindActor } from '../shell/app-access.ts';
import { mayLook, mayWork } from '../shell/caller.ts';
import type { Work } from '../shell/live-attempts.ts';
import type { Practice } from '../shell/practice.ts';
import type { AttemptRow } from '../store/attempts.ts';
import { loadJournal } from '../store/journal.ts';
import { serveFhir } from './fhir.ts';

const access = 'sandbox.practise';

export interface AttemptBounds {
  /** UTF-16 units of JSON that one attempt may write before it must be reset. */
  readonly writtenLengthMax: number;
  readonly entriesMax: number;
}

/** Each attempt's own FHIR server. Its learner reads and writes, instructors read. */
export async function attemptFhir(practice: Practice, findActor: FindActor, version: string, bounds: AttemptBounds): Promise<void> {
  const { db, clock, server, live, runs } = practice;
  const permits = new WeakMap<FastifyRequest, Permit>();
  /** A token says who asks, whoever is signed in besides. @throws FhirProblem 401 */
  const readToken = async (request: FastifyRequest): Promise<void> => {
    const token = bearerOf(request);
    if (token === null) return;
    const { attemptId } = request.params as { attemptId: string };
    const opened = await openWithToken({ db, clock, findActor }, token, attemptId);
    if (!opened) throw badToken;
    request.actor = opened.actor;
    permits.set(request, opened.permit);
  };
  await serveFhir(server, {
    prefix: '/sandbox/:attemptId/fhir',
    access,
    version,
    guard: async (request) => {
      await readToken(request);
      if (request.actor || !isMetadata(request)) mayCall(access, request.actor);
    },
    apps: {
      answerOf: (request) => {
        const permit = permits.get(request);
        return permit ? (setting, asked) => answerWithin(permit, setting, asked) : answer;
      },
      security: (address) => smartSecurity(smartPlaces(address)),
    },
    within: async (request, interact) => {
      const { attemptId } = request.params as { attemptId: string };
      const address = `${request.protocol}://${request.host}/sandbox/${encodeURIComponent(attemptId)}/fhir`;
      // Whoever is not signed in learns what every attempt can do, and not whether this one is there.
      if (!request.actor) return interact({ attempt: nobodys(), address, now: clock.now(), newId: randomUUID });
      const actor = request.actor;
      const journal = asksForAudit(request) ? await loadJournal(db, attemptId) : null;
      return live.within(attemptId, (work) => {
        const { record, clock } = work.sitting;
        guardWork(work, request, actor, bounds);
        if (work.row.account_id === actor.accountId) runs.catchUp(work);
        const setting = { address, now: virtualNow(clock, work.now), newId: randomUUID };
        if (journal)
          return interact({
            attempt: withAudit(record, journal, { ...learnerOf(work.row), plays: runs.exerciseOf(work)?.learner ?? null }),
            ...setting,
          });
        const from = mark(record);
        const response = interact({ attempt: record, ...setting });
        const versions = logOf(record).slice(from);
        const path = (request.params as { '*'?: string })['*'] ?? '';
        if (versions.length > 0) work.note({ kind: 'write', method: request.method, path, versions }, actor.accountId, { from });
        return response;
      });
    },
  });
}

const isMetadata = (request: FastifyRequest): boolean => request.routeOptions.url?.endsWith('/fhir/metadata') ?? false;
const badToken = new FhirProblem(401, [
  { severity: 'error', code: 'expired', text: 'The access token is not valid, or not any more.', reason: 'invalid-token' },
]);
const nobodys = () => openAttempt(makeBase(r4(), [], '1970-01-01T00:00:00.000Z'));

function guardWork(work: Work, request: FastifyRequest, actor: Actor, bounds: AttemptBounds): void {
  if (isRead(request)) return mayLook(work, actor);
  mayWork(work, actor);
  if (work.sitting.writtenLength >= bounds.writtenLengthMax || work.sitting.seq >= bounds.entriesMax)
    throw problem(422, 'too-costly', 'This attempt has written as much as one may. Reset it, or begin a new one.');
}

/** Searches and checks by POST change nothing either. */
function isRead({ method, params }: FastifyRequest): boolean {
  const path = (params as { '*'?: string })['*'] ?? '';
  return method === 'GET' || method === 'HEAD' || (method === 'POST' && /(^|\/)(_search|\$validate)$/.test(path));
}

/** AuditEvent and Provenance are made from the journal when they are read or included. */
const asksForAudit = (request: FastifyRequest): boolean => isRead(request) && /AuditEvent|Provenance/.test(request.raw.url ?? '');

const learnerOf = (row: AttemptRow): Omit<Learner, 'plays'> => ({ accountId: row.account_id, name: row.learner_name });
