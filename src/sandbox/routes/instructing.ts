import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { defined } from '#kernel/assert.ts';
import { audit } from '#platform/audit/audit.ts';
import { bind, mayCall } from '#platform/http/bind.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import { problem } from '../core/fhir/problem.ts';
import { difficultyOf } from '../shell/difficulty.ts';
import type { Practice } from '../shell/practice.ts';
import { mayReplay, replayOf, sittingAt } from '../shell/replay.ts';
import { loadMarks } from '../store/grades.ts';
import { serveFhir } from './fhir.ts';

export function instructingRoutes(practice: Practice): void {
  const { db, clock, server, marking } = practice;

  bind(server, contract.replayAttempt, async ({ params, actor }) => {
    await mayReplay(practice, params.attemptId, actor);
    const found = await replayOf(practice, params.attemptId);
    const entry = { action: 'practice.attempt-read', subjectKind: 'practice-attempt', subjectId: params.attemptId };
    await db.tx((tx) => audit(tx, actor, entry, clock.now()));
    return found;
  });

  bind(server, contract.overrideMark, ({ params, body, actor }) => marking.override(params.attemptId, body, actor));

  bind(server, contract.gradeAgain, async ({ params }) => {
    if (!(await marking.grade(params.attemptId, { again: true })))
      throw new Problem(409, 'nothing-to-grade', 'Only an exercise that was handed in can be graded.');
    const mark = (await loadMarks(db, [params.attemptId])).get(params.attemptId);
    return defined(mark, 'the grade that was just made');
  });

  bind(server, contract.getDifficulty, ({ params }) => difficultyOf(practice, params.exerciseId));
}

const access = 'sandbox.instruct';

/** The chart as it stood after a step of an attempt, to look at. */
export async function replayFhir(practice: Practice, version: string): Promise<void> {
  await serveFhir(practice.server, {
    prefix: '/sandbox/:attemptId/at/:seq/fhir',
    access,
    version,
    guard: async (request) => {
      mayCall(access, request.actor);
      if (request.method !== 'GET' && request.method !== 'HEAD')
        throw problem(405, 'not-supported', 'What was is only looked at: nothing can be written here.');
    },
    within: async (request: FastifyRequest, interact) => {
      const { attemptId, seq } = request.params as { attemptId: string; seq: string };
      if (!/^\d{1,9}$/.test(seq)) throw notFound('The step');
      const { sitting } = await sittingAt(practice, attemptId, Number(seq));
      const address = `${request.protocol}://${request.host}/sandbox/${encodeURIComponent(attemptId)}/at/${seq}/fhir`;
      return interact({ attempt: sitting.record, address, now: sitting.clock.virtualAt, newId: randomUUID });
    },
  });
}
