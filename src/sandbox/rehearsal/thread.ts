import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '#kernel/assert.ts';
import { makeStage } from '../exercise-files/stage.ts';
import { checkSource } from './check.ts';
import { hospitalFacts } from './hospital-facts.ts';
import type { Ask, StageDay, ThreadMessage } from './jobs.ts';
import { readSource } from './read-source.ts';
import { rehearse } from './rehearse.ts';
import { suggestMutants } from './suggest.ts';

// The thread of Rehearsals: one job after the other, in a hospital of one day.
assert(parentPort, 'the rehearsing thread runs as a worker thread only');
const port = parentPort;
const { startDate, timeZone } = workerData as StageDay;
const stage = makeStage(startDate, timeZone);
const tell = (message: ThreadMessage): void => port.postMessage(message);

port.on('message', (ask: Ask) => {
  try {
    tell({ kind: 'done', answer: answer(ask) });
  } catch (error) {
    tell({ kind: 'failed', text: error instanceof Error ? error.message : String(error) });
  }
});
tell({ kind: 'ready' });

function answer(ask: Ask): unknown {
  switch (ask.kind) {
    case 'outline': {
      const { exercise, issues } = readSource(ask.exerciseId, ask.source);
      return { issues: issues.map(({ line, text }) => ({ line, text })), patients: exercise?.patients ?? null };
    }
    case 'check':
      return checkSource(ask.exerciseId, ask.source, stage);
    case 'rehearse':
      return rehearse(ask, stage);
    case 'hospital':
      return hospitalFacts(stage.base);
    case 'suggest':
      return suggestMutants(ask.exerciseId, ask.source, stage);
  }
}
