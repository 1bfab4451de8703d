import type { Instant } from '#kernel/time.ts';
import type { JsonObject } from '../xapi/json.ts';
import { cmi5Verbs, extensions, scormCategory } from './cmi5-vocabulary.ts';
import { learnerOf } from './lms-statement.ts';
import { publisherIri } from './package-activity.ts';

export interface ScormSaying {
  readonly id: string;
  readonly personId: string;
  readonly verb: 'completed' | 'passed' | 'failed' | 'terminated';
  readonly activityId: string;
  /** The author's id of the unit. */
  readonly publisherId: string;
  readonly registration: string;
  readonly sessionId: string;
  readonly at: Instant;
  /** Of the session. */
  readonly seconds: number;
  /** 0 … 1; of passed and failed. */
  readonly score: number | null;
}

/** What a SCO said by its run-time data, as a statement of the unit: it proves nothing by itself. */
export function scormStatement(saying: ScormSaying): JsonObject {
  const { verb, score } = saying;
  const isGraded = verb === 'passed' || verb === 'failed';
  return {
    id: saying.id,
    actor: learnerOf(saying.personId),
    verb: { id: cmi5Verbs[verb], display: { en: verb } },
    object: { objectType: 'Activity', id: saying.activityId },
    result: {
      duration: `PT${Math.round(saying.seconds * 100) / 100}S`,
      ...(isGraded ? { success: verb === 'passed' } : {}),
      ...(verb === 'completed' ? { completion: true } : {}),
      ...(isGraded && score !== null ? { score: { scaled: score } } : {}),
    },
    context: {
      registration: saying.registration,
      contextActivities: { category: [{ id: scormCategory }], grouping: [{ id: publisherIri(saying.publisherId) }] },
      extensions: { [extensions.sessionId]: saying.sessionId },
    },
    timestamp: new Date(saying.at).toISOString(),
  };
}
