/* IRIs of the cmi5 specification (sections 9.3, 9.6). */
const verb = (name: string): string => `http://adlnet.gov/expapi/verbs/${name}`;
const ours = (name: string): string => `https://w3id.org/xapi/adl/verbs/${name}`;
const context = (name: string): string => `https://w3id.org/xapi/cmi5/context/${name}`;

export const cmi5Verbs = {
  launched: verb('launched'),
  initialized: verb('initialized'),
  completed: verb('completed'),
  passed: verb('passed'),
  failed: verb('failed'),
  terminated: verb('terminated'),
  abandoned: ours('abandoned'),
  waived: ours('waived'),
  satisfied: ours('satisfied'),
} as const;
export type Cmi5Verb = keyof typeof cmi5Verbs;

export const categories = { cmi5: context('categories/cmi5'), moveOn: context('categories/moveon') } as const;
/** Of statements about SCORM units (xAPI SCORM profile): the same verbs, said of what the run-time data tell. */
export const scormCategory = 'https://w3id.org/xapi/scorm';
export const extensions = {
  sessionId: context('extensions/sessionid'),
  masteryScore: context('extensions/masteryscore'),
  launchMode: context('extensions/launchmode'),
  launchUrl: context('extensions/launchurl'),
  moveOn: context('extensions/moveon'),
  launchParameters: context('extensions/launchparameters'),
} as const;
/** In `result`, with a waived unit. */
export const waiveReasonExtension = 'https://w3id.org/xapi/cmi5/result/extensions/reason';

export const activityTypes = {
  block: 'https://w3id.org/xapi/cmi5/activitytype/block',
  course: 'https://w3id.org/xapi/cmi5/activitytype/course',
} as const;

const byIri = new Map(Object.entries(cmi5Verbs).map(([name, iri]) => [iri, name as Cmi5Verb]));
export const verbNamed = (iri: string): Cmi5Verb | null => byIri.get(iri) ?? null;
