/*
 * Every IRI that our own statements are written with, in one place. Verbs of ADL and cmi5 where they have one that says it; otherwise
 * our own under `urn:atelbow`. What stands here is in ledgers already: lines are added, never changed.
 */
const adl = (name: string): string => `http://adlnet.gov/expapi/verbs/${name}`;
const ours = (name: string): string => `urn:atelbow:verb:${name}`;

export const verbs = {
  initialized: adl('initialized'),
  experienced: adl('experienced'),
  passed: adl('passed'),
  failed: adl('failed'),
  completed: adl('completed'),
  answered: adl('answered'),
  attended: adl('attended'),
  commented: adl('commented'),
  /** cmi5 section 9.3.6; granted by the LMS, never by content. */
  waived: 'https://w3id.org/xapi/adl/verbs/waived',
  missed: ours('missed'),
  granted: ours('granted'),
  withdrew: ours('withdrew'),
  demonstrated: ours('demonstrated'),
  recalled: ours('recalled'),
  forgot: ours('forgot'),
  brokeGlass: ours('broke-glass'),
  showed: ours('showed'),
} as const;

/** What an activity can be, and its type for readers of the ledger from outside. */
export const nouns = {
  module: 'http://adlnet.gov/expapi/activities/module',
  item: 'http://adlnet.gov/expapi/activities/question',
  page: 'http://adlnet.gov/expapi/activities/media',
  exercise: 'http://adlnet.gov/expapi/activities/simulation',
  class: 'http://adlnet.gov/expapi/activities/meeting',
  competency: 'urn:atelbow:activity-type:competency',
  access: 'urn:atelbow:activity-type:access',
  signal: 'urn:atelbow:activity-type:signal',
} as const;
export type Noun = keyof typeof nouns;

/** Of which our own facts are the value: the statement's standard properties repeat what other readers know to look for. */
export const factExtension = 'urn:atelbow:fact';
/** Whose account a person is in our own statements: the name is the hospital's own id of them. */
export const peopleHomePage = 'urn:atelbow:people';
/** Who vouches for our own statements. No record key can have it: keys have a home page of their own. */
export const ownAuthority = {
  objectType: 'Agent',
  name: 'AtElbow training',
  account: { homePage: 'urn:atelbow', name: 'training' },
} as const;

/**
 * An activity of ours is `urn:atelbow:NOUN:ID`. An id with a colon is an IRI of somebody else's (a course elsewhere) and stays as it is:
 * ids that the product gives never have one.
 */
export const activityIri = (noun: Noun, id: string): string => (id.includes(':') ? id : `urn:atelbow:${noun}:${encodeURIComponent(id)}`);

/** The id under which we know an activity; an IRI that is not ours names itself. */
export function activityId(noun: Noun, iri: string): string {
  const prefix = `urn:atelbow:${noun}:`;
  if (!iri.startsWith(prefix)) return iri;
  try {
    return decodeURIComponent(iri.slice(prefix.length));
  } catch {
    return iri; // an escape that is none: somebody else wrote it
  }
}
