import type { RecordLine } from '../contract/gate.ts';
import type { KnownFact } from '../core/ledger/facts.ts';
import type { GatePicture } from './gate-picture.ts';

/** A fact as a line of somebody's record. */
export function recordLine(picture: GatePicture, fact: KnownFact): RecordLine {
  return {
    factId: fact.factId,
    at: fact.at,
    kind: fact.kind === 'exercise-graded' ? (fact.passed && !fact.unsafe ? 'exercise-passed' : 'exercise-failed') : fact.kind,
    about: aboutOf(picture, fact),
    score: 'score' in fact ? fact.score : null,
    voided: fact.voided,
    outside: fact.outside,
    by: 'by' in fact ? fact.by : '',
    reason: 'reason' in fact ? fact.reason : '',
    until: 'until' in fact ? fact.until : null,
  };
}

function aboutOf(picture: GatePicture, fact: KnownFact): string {
  if ('competencyId' in fact && fact.competencyId !== null) return picture.names.get(fact.competencyId) ?? fact.competencyId;
  if ('jobRole' in fact) return fact.jobRole;
  if ('exerciseId' in fact) return fact.exerciseId;
  if ('signal' in fact) return fact.signal;
  return 'moduleId' in fact ? (fact.moduleId ?? '') : '';
}
