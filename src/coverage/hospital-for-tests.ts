import { defined } from '#kernel/assert.ts';
import { importsApi } from '#platform/imports/contract.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import * as coverage from './contract.ts';
import { smallHospital } from './small-hospital-for-tests.ts';

/** The small hospital's first full week. */
export const week = { from: '2027-03-02', to: '2027-03-08' };

export interface TestHospital {
  readonly app: TestApp;
  readonly coordinator: Client;
  /** Runs a plan to its end. */
  plan(body?: Partial<{ name: string; from: string; to: string; seed: number; changes: coverage.WhatIf[] }>): Promise<coverage.PlanSummary>;
  publish(planId: string): Promise<coverage.PublishDiff>;
  /** Everything published in the week, as objects. */
  published(): Promise<{ needs: coverage.BoardNeed[]; assignments: coverage.AssignmentView[]; board: coverage.BoardAnswer }>;
  importFiles(files: Readonly<Record<string, string>>): Promise<void>;
}

/** The whole product with the small hospital imported; 06:30 on Tuesday 2 March 2027 at the hospital. */
export async function startTestHospital(files: Readonly<Record<string, string>> = smallHospital): Promise<TestHospital> {
  const app = await startTestApp({ now: '2027-03-02T12:30:00Z' });
  const coordinator = await app.signIn('coordinator');
  const importFiles = async (some: Readonly<Record<string, string>>): Promise<void> => {
    const importId = await coordinator.upload(Object.entries(some));
    await coordinator.call(importsApi.apply, { params: { importId } });
  };
  await importFiles(files);
  return {
    app,
    coordinator,
    importFiles,
    async plan(body = {}) {
      let plan = await coordinator.call(coverage.startPlan, { body: { name: 'Week one', ...week, seconds: 5, ...body } });
      while (plan.status === 'waiting' || plan.status === 'running') {
        await new Promise((resolve) => setTimeout(resolve, 50));
        plan = await coordinator.call(coverage.getPlan, { params: { planId: plan.planId } });
      }
      return plan;
    },
    async publish(planId) {
      const diff = await coordinator.call(coverage.diffPlan, { params: { planId } });
      const { planVersion, publishedVersion } = diff;
      await coordinator.call(coverage.publishPlan, { params: { planId }, body: { planVersion, publishedVersion } });
      return diff;
    },
    async published() {
      const board = await coordinator.call(coverage.getBoard, { query: week });
      return { ...coverage.unpackBoard(board), board };
    },
  };
}

/** The first assignment that satisfies `test`. */
export const firstOf = (
  assignments: readonly coverage.AssignmentView[],
  test: (one: coverage.AssignmentView) => boolean,
): coverage.AssignmentView => defined(assignments.find(test), 'an assignment for the test');
