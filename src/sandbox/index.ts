/** The door for the server: what app joins and contexts to the right may call. */
export { openPracticeClass, setPracticeRoster } from './class-door.ts';
export { makeBase } from './core/store/base.ts';
export { r4 } from './definitions/read.ts';
export { readExercises } from './exercise-files/library.ts';
export { lintExercise } from './exercise-files/lint.ts';
export { previewExercise } from './exercise-files/preview.ts';
export { makeStage } from './exercise-files/stage.ts';
export { loadBundles } from './load-bundles.ts';
export { FhirProblem } from './core/fhir/problem.ts';
export { openRemote, type RemoteHospital } from './shell/remote-hospital.ts';
export { playSteps } from './play-over-http.ts';
export { makeSandboxServer } from './serve.ts';
export { appKey } from './store/apps.ts';
export { loadPracticeMarks } from './store/marks-of-person.ts';
export { loadExercises } from './shell/known-exercises.ts';
export { loadExercisePace, loadTaskShares } from './store/task-shares.ts';
export { registerSandbox } from './register.ts';
