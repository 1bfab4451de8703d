import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { makeBase, makeSandboxServer, r4 } from '#sandbox/index.ts';
import { answer } from '#sandbox/core/rest/answer.ts';
import { pairsOf } from '#sandbox/core/rest/conditional.ts';
import { parseBody } from '#sandbox/core/rest/json-body.ts';
import type { Base } from '#sandbox/core/store/base.ts';
import { fork, openAttempt, reset, type Attempt } from '#sandbox/core/store/attempt.ts';
import { benchHospital } from './sandbox-hospital.ts';
import { dayHospital } from './sandbox-day.ts';
import type { LoadJob, LoadResult } from './sandbox-load.ts';
import { memoryMiB } from './sandbox-memory.ts';
import { makeWork, rates, type Work } from './sandbox-rate.ts';
import { reference } from './sandbox-reference.ts';

/*
 * The practice EHR. `read`, `search`, `create` and `transaction10` are in-process on one core, from the text of a request to
 * the text of its answer, writes validated and reset every 500; `mixed1000` is over HTTP with 1,000 learners, 85% reads and
 * searches, from another thread of this machine; `learners1000` is the heap of 1,000 learners after 60 writes and 20 searches.
 */

const writesPerLearner = 60;

export async function run({ quick, only }: { quick: boolean; only: readonly string[] }): Promise<Record<string, number>> {
  const patients = quick ? 60 : 200;
  const hospital = benchHospital(patients, quick ? 30 : 54, 1);
  const figures: Record<string, number> = { 'hospital.resources': hospital.length };
  const heapBefore = memoryMiB();
  const began = performance.now();
  const base = makeBase(r4(), hospital, '2027-03-01T00:00:00.000Z');
  figures['hospital.buildMs'] = performance.now() - began;
  figures['hospital.MiB'] = memoryMiB() - heapBefore;
  const work = makeWork(patients);
  const seconds = quick ? 1 : 5;
  const wanted = (part: string): boolean => only.length === 0 || only.includes(part);
  if (wanted('store')) Object.assign(figures, await store(base, work, seconds));
  if (wanted('reset')) Object.assign(figures, resets(base, work, quick ? 300 : 3000));
  if (wanted('learners')) figures['learners1000.MiB'] = learners(base, work);
  if (wanted('day')) Object.assign(figures, await dayHospital());
  if (wanted('mixed')) Object.assign(figures, await mixed(base, patients, quick ? 3 : 15));
  if (wanted('reference')) Object.assign(figures, await reference(hospital, work, quick));
  return figures;
}

/** One request from text to text. */
function ask(attempt: Attempt, method: string, url: string, body: string | null = null): void {
  const at = url.indexOf('?');
  const { status, json } = answer(
    { attempt, address: 'http://localhost/fhir', now: Date.now(), newId: randomUUID },
    {
      method,
      path: at < 0 ? url : url.slice(0, at),
      query: at < 0 ? [] : pairsOf(url.slice(at)),
      headers: {},
      body: () => parseBody(body),
    },
  );
  if (status >= 300) throw new Error(`${method} ${url} was refused: ${json}`);
}

async function store(base: Base, work: Work, seconds: number): Promise<Record<string, number>> {
  const attempt = openAttempt(base);
  let written = 0;
  const fresh = (): Attempt => {
    if (++written % 500 === 0) reset(attempt);
    return attempt;
  };
  return {
    ...(await rates('read', seconds, () => ask(attempt, 'GET', work.readUrl()))),
    ...(await rates('search', seconds, () => ask(attempt, 'GET', work.searchUrl()))),
    ...(await rates('create', seconds, () => ask(fresh(), 'POST', 'Observation', JSON.stringify(work.newObservation())))),
    ...(await rates('transaction10', seconds, () => ask(fresh(), 'POST', '', JSON.stringify(work.newTransaction())))),
  };
}

/** A learner with a session's writes is copied, and sent back to the start. */
function resets(base: Base, work: Work, times: number): Record<string, number> {
  const resetMs: number[] = [];
  const forkMs: number[] = [];
  const one = openAttempt(base);
  practise(one, work);
  for (let n = 0; n < times; n++) {
    const began = performance.now();
    const copy = fork(one);
    const forked = performance.now();
    reset(copy);
    resetMs.push(performance.now() - forked);
    forkMs.push(forked - began);
  }
  return { 'reset.p99Ms': p99(resetMs), 'fork.p99Ms': p99(forkMs) };
}

const p99 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0;

function practise(attempt: Attempt, work: Work): void {
  for (let n = 0; n < writesPerLearner; n++) {
    ask(attempt, 'POST', 'Observation', JSON.stringify(work.newObservation()));
    if (n % 3 === 0) ask(attempt, 'GET', work.searchUrl());
  }
}

function learners(base: Base, work: Work): number {
  const before = memoryMiB();
  const attempts = Array.from({ length: 1000 }, () => openAttempt(base));
  for (const attempt of attempts) practise(attempt, work);
  const used = memoryMiB() - before;
  // Keeps them alive until here.
  return attempts.length === 1000 ? used : Number.NaN;
}

async function mixed(base: Base, patients: number, seconds: number): Promise<Record<string, number>> {
  const server = await makeSandboxServer(base, { version: 'bench', token: null });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const ids: string[] = [];
  for (let n = 0; n < 1000; n++) ids.push((await server.inject({ method: 'POST', url: '/sandbox' })).json<{ id: string }>().id);
  const load = { port, learners: ids, patients, connections: 50 };
  const reads = await runLoad({ ...load, seconds, writes: 0 });
  const both = await runLoad({ ...load, seconds, writes: 0.15 });
  await server.close();
  if (reads.failures + both.failures > 0) throw new Error(`${reads.failures + both.failures} requests failed`);
  return { 'http.read.perS': reads.perS, 'http.read.p99Ms': reads.p99Ms, 'mixed1000.perS': both.perS, 'mixed1000.p99Ms': both.p99Ms };
}

function runLoad(job: LoadJob): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./sandbox-load.ts', import.meta.url), { workerData: job });
    worker.once('message', (result: LoadResult) => resolve(result)).once('error', reject);
  });
}
