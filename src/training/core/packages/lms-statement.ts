import type { Instant } from '#kernel/time.ts';
import { peopleHomePage } from '../ledger/vocabulary.ts';
import type { JsonObject } from '../xapi/json.ts';
import { activityTypes, categories, cmi5Verbs, extensions, scormCategory, waiveReasonExtension, type Cmi5Verb } from './cmi5-vocabulary.ts';
import type { CourseUnit, PackageKind } from './course.ts';
import { publisherIri } from './package-activity.ts';

export const learnerOf = (personId: string) =>
  ({ objectType: 'Agent', account: { homePage: peopleHomePage, name: personId } }) as const satisfies JsonObject;

export interface LmsSaying {
  readonly id: string;
  readonly personId: string;
  readonly verb: Extract<Cmi5Verb, 'launched' | 'abandoned' | 'waived' | 'satisfied'>;
  readonly activityId: string;
  /** The author's id of the unit, block or course. */
  readonly publisherId: string;
  readonly registration: string;
  readonly sessionId: string;
  readonly at: Instant;
  /** For launched. */
  readonly launch?: { readonly unit: CourseUnit; readonly mode: string; readonly url: string };
  /** For abandoned: seconds since the launch. */
  readonly seconds?: number;
  /** For waived. */
  readonly reason?: string;
  /** For satisfied. */
  readonly type?: keyof typeof activityTypes;
}

/** What the LMS says of a unit or a course (cmi5 9.3.1, 9.3.6, 9.3.7, 9.3.9). Of SCORM it says the same, under SCORM's category. */
export function lmsStatement(saying: LmsSaying, kind: PackageKind): JsonObject {
  const { verb, launch, seconds, reason, type } = saying;
  const isCmi5 = kind === 'cmi5';
  const moved = isCmi5 && verb === 'waived' ? [{ id: categories.moveOn }] : [];
  const result: JsonObject = {
    ...(seconds === undefined ? {} : { duration: `PT${Math.max(0, Math.round(seconds * 100) / 100)}S` }),
    ...(reason === undefined ? {} : { success: true, completion: true, extensions: { [waiveReasonExtension]: reason } }),
  };
  return {
    id: saying.id,
    actor: learnerOf(saying.personId),
    verb: { id: cmi5Verbs[verb], display: { en: verb } },
    object: { objectType: 'Activity', id: saying.activityId, ...(type ? { definition: { type: activityTypes[type] } } : {}) },
    ...(Object.keys(result).length > 0 ? { result } : {}),
    context: {
      registration: saying.registration,
      contextActivities: {
        category: [{ id: isCmi5 ? categories.cmi5 : scormCategory }, ...moved],
        grouping: [{ id: publisherIri(saying.publisherId) }],
      },
      extensions: { [extensions.sessionId]: saying.sessionId, ...(launch ? launchExtensions(launch) : {}) },
    },
    timestamp: new Date(saying.at).toISOString(),
  };
}

function launchExtensions({ unit, mode, url }: NonNullable<LmsSaying['launch']>): JsonObject {
  return {
    [extensions.launchMode]: mode,
    [extensions.launchUrl]: url,
    [extensions.moveOn]: unit.moveOn,
    ...(unit.masteryScore === null ? {} : { [extensions.masteryScore]: unit.masteryScore }),
    ...(unit.launchParameters === '' ? {} : { [extensions.launchParameters]: unit.launchParameters }),
  };
}

/** The document LMS.LaunchData (cmi5 10.2). */
export function launchData(
  unit: CourseUnit,
  given: { readonly sessionId: string; readonly mode: string; readonly returnUrl: string },
): JsonObject {
  return {
    contextTemplate: {
      contextActivities: { grouping: [{ id: unit.id }] },
      extensions: { [extensions.sessionId]: given.sessionId },
    },
    launchMode: given.mode,
    launchMethod: unit.launchMethod,
    moveOn: unit.moveOn,
    returnURL: given.returnUrl,
    ...(unit.masteryScore === null ? {} : { masteryScore: unit.masteryScore }),
    ...(unit.launchParameters === '' ? {} : { launchParameters: unit.launchParameters }),
    ...(unit.entitlementKey === '' ? {} : { entitlementKey: { courseStructure: unit.entitlementKey } }),
  };
}
