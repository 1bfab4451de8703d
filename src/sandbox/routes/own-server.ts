import { audit } from '#platform/audit/audit.ts';
import { bind } from '#platform/http/bind.ts';
import * as contract from '../contract.ts';
import { FhirProblem } from '../core/fhir/problem.ts';
import { gapsOf } from '../core/remote/gaps.ts';
import { r4 } from '../definitions/read.ts';
import type { Practice } from '../shell/practice.ts';

/** The hospital's own FHIR server: whether there is one, and what it can do. */
export function ownServerRoutes({ db, clock, server, ownServer }: Practice): void {
  bind(server, contract.getOwnServer, async () => ({ address: ownServer.source?.address ?? null }));

  bind(server, contract.testOwnServer, async ({ actor }) => {
    const result = await test(ownServer);
    await db.tx((tx) =>
      audit(
        tx,
        actor,
        { action: 'practice.own-server-tested', subjectKind: 'practice-server', subjectId: 'own', detail: { ok: result.ok } },
        clock.now(),
      ),
    );
    return result;
  });
}

async function test(ownServer: Practice['ownServer']): Promise<contract.OwnServerTest> {
  try {
    const abilities = await ownServer.test();
    const known = r4().definitions.resourceTypes;
    const types = [...abilities.types]
      .filter(([type]) => known.has(type))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, { canRead, canSearch, parameters }]) => ({ type, canRead, canSearch, parameters: [...parameters].toSorted() }));
    const gaps = gapsOf(abilities);
    return {
      ok: true,
      text:
        gaps.length === 0
          ? `It answers, and has all that the screens ask for (${types.length} resource types).`
          : `It answers (${types.length} resource types). ${gaps.length} things that the screens ask for are missing.`,
      fhirVersion: abilities.fhirVersion,
      software: abilities.software || null,
      types,
      gaps,
    };
  } catch (error) {
    if (!(error instanceof FhirProblem)) throw error;
    return { ok: false, text: error.message, fhirVersion: null, software: null, types: [], gaps: [] };
  }
}
