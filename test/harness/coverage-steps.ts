import * as coverage from '#coverage/contract.ts';
import { importsApi, type Import } from '#platform/imports/contract.ts';
import type { Client } from './test-app.ts';

/*
 * What a coordinator does, in the words of the stories: each step goes through HTTP, as the pages do.
 */

type Files = ReadonlyMap<string, string>;

/** Drops the files on the wizard, looks at the preview, applies. Fails when a file could not be taken at all. */
export async function importFiles(client: Client, files: Files): Promise<Import> {
  const importId = await client.upload(files);
  await client.call(importsApi.preview, { params: { importId } });
  const applied = await client.call(importsApi.apply, { params: { importId } });
  const failed = applied.files.filter((file) => file.state !== 'applied');
  if (failed.length > 0)
    throw new Error(failed.map((file) => `${file.file}: ${file.failure} ${JSON.stringify(file.issues.slice(0, 3))}`).join('\n'));
  return applied;
}

const waitMsMax = 90_000;

/** Starts a plan run and waits for its draft. */
export async function makePlan(
  client: Client,
  span: { from: string; to: string },
  more: Partial<{ seconds: number; changes: coverage.WhatIf[] }> = {},
): Promise<coverage.PlanSummary> {
  const started = await client.call(coverage.startPlan, { body: { name: 'Plan', seconds: 20, seed: 1, ...span, ...more } });
  return finished(client, started.planId);
}

async function finished(client: Client, planId: string): Promise<coverage.PlanSummary> {
  for (const until = Date.now() + waitMsMax; Date.now() < until;) {
    const plan = await client.call(coverage.getPlan, { params: { planId } });
    if (plan.status === 'draft') return plan;
    if (plan.status === 'failed') throw new Error(`The run failed: ${plan.problem}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The run did not end.');
}

/** Looks at the difference, then publishes exactly what was looked at. */
export async function publish(client: Client, planId: string): Promise<coverage.PublishDiff> {
  const diff = await client.call(coverage.diffPlan, { params: { planId } });
  await client.call(coverage.publishPlan, {
    params: { planId },
    body: { planVersion: diff.planVersion, publishedVersion: diff.publishedVersion },
  });
  return diff;
}

export type Board = ReturnType<typeof coverage.unpackBoard> & Pick<coverage.BoardAnswer, 'uncovered' | 'people' | 'version'>;

/** What everybody sees on the board of a plan; without `planId` the published one. */
export async function board(client: Client, span: { from: string; to: string }, planId?: string): Promise<Board> {
  const answer = await client.call(coverage.getBoard, { query: { ...span, ...(planId ? { planId } : {}) } });
  return { ...coverage.unpackBoard(answer), uncovered: answer.uncovered, people: answer.people, version: answer.version };
}

/** Import, plan and publish in one go, for stories that begin on a day when the plan is already out. */
export async function publishedHospital(client: Client, files: Files, span: { from: string; to: string }): Promise<Board> {
  await importFiles(client, files);
  const plan = await makePlan(client, span);
  await publish(client, plan.planId);
  return board(client, span);
}
