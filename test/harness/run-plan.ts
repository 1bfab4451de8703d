/** The real planner in its thread, for tests of contexts, which know it as a port only. */
export { runPlan } from '#app/planner/plan-runner.ts';
