import { z } from 'zod';
import { route } from '#platform/http/route.ts';

/** Identifiers are the hospital's own (from its files or its HR system): text, unique in the installation. */
export const ExternalId = z.string().min(1).max(64);
export const LocalDateText = z.iso.date('Write a date as 2027-03-01.');

export const Site = z.object({ siteId: ExternalId, name: z.string().min(1), timeZone: z.string().min(1) });
export type Site = z.infer<typeof Site>;

/** Building, floor and zone give walking distance; an empty one is unknown, not a place of its own. */
export const Unit = z.object({
  unitId: ExternalId,
  name: z.string().min(1),
  siteId: ExternalId,
  building: z.string(),
  floor: z.string(),
  zone: z.string(),
  specialty: z.string(),
  beds: z.number().int().min(0),
});
export type Unit = z.infer<typeof Unit>;

/** One unit's go-live in one wave: hypercare lasts `weeks` from `date`. */
export const GoLive = z.object({
  wave: z.string().min(1),
  unitId: ExternalId,
  date: LocalDateText,
  weeks: z.number().int().min(1).max(104),
  cpoe: z.enum(['mandatory', 'voluntary']),
});
export type GoLive = z.infer<typeof GoLive>;

export const employments = ['in-house', 'shared', 'vendor', 'consultant'] as const;

export const Person = z.object({
  personId: ExternalId,
  givenName: z.string(),
  familyName: z.string().min(1),
  /** The field's own word, lower case: physician, nurse, ma, pharmacist, front-desk, biller … */
  jobRole: z.string().min(1),
  specialty: z.string(),
  practiceGroup: z.string(),
  employment: z.enum(employments),
  homeUnit: z.string().nullable(),
  email: z.string(),
  phone: z.string(),
  pager: z.string(),
  languages: z.array(z.string()),
  npi: z.string(),
  ehrUserId: z.string(),
  hireDate: LocalDateText.nullable(),
  endDate: LocalDateText.nullable(),
  managerId: z.string().nullable(),
});
export type Person = z.infer<typeof Person>;

/*
 * Routes. `version` is what the reader saw: a change made on an older one is refused with 409 `changed-meanwhile`.
 */
const Version = z.object({ version: z.number().int().min(1) });
const Nothing = z.object({});
const Text = z.string().trim().max(2000);
const SiteRow = Site.extend(Version.shape);
const UnitRow = Unit.extend(Version.shape);
const GoLiveRow = GoLive.extend(Version.shape);
export type SiteRow = z.infer<typeof SiteRow>;
export type UnitRow = z.infer<typeof UnitRow>;
export type GoLiveRow = z.infer<typeof GoLiveRow>;

export const Organisation = z.object({ name: z.string().trim().min(1).max(200), timeZone: z.string().min(1) });
export type Organisation = z.infer<typeof Organisation>;

/** Time zone: in which "today" is meant for the organisation as a whole; places have their own. */
export const getOrganisation = route({
  method: 'GET',
  path: '/api/organisation',
  summary: 'The organisation',
  access: 'signed-in',
  response: Organisation.extend({ version: z.number().int() }),
});

export const changeOrganisation = route({
  method: 'PUT',
  path: '/api/organisation',
  summary: 'Name the organisation, set its time zone',
  access: 'directory.change',
  body: Organisation.extend(Version.shape),
  response: Organisation.extend(Version.shape),
});

/** Sites and units are few (hundreds at most): one call answers all of them, by name. */
export const listPlaces = route({
  method: 'GET',
  path: '/api/places',
  summary: 'All sites and units',
  access: 'signed-in', // where a unit is says nothing about anybody: a clinician reads it beside their own rounds
  response: z.object({ sites: z.array(SiteRow), units: z.array(UnitRow) }),
});

export const createSite = route({
  method: 'POST',
  path: '/api/sites',
  summary: 'Add a site',
  access: 'directory.change',
  body: Site,
  response: SiteRow,
});

const siteParams = z.object({ siteId: ExternalId });

export const changeSite = route({
  method: 'PUT',
  path: '/api/sites/:siteId',
  summary: 'Change a site',
  access: 'directory.change',
  params: siteParams,
  body: Site.omit({ siteId: true }).extend(Version.shape),
  response: SiteRow,
});

/** Refused with 409 `in-use` while units belong to it. */
export const removeSite = route({
  method: 'DELETE',
  path: '/api/sites/:siteId',
  summary: 'Remove a site that has no units',
  access: 'directory.change',
  params: siteParams,
  query: z.object({ version: z.coerce.number().int() }),
  response: Nothing,
});

export const createUnit = route({
  method: 'POST',
  path: '/api/units',
  summary: 'Add a unit',
  access: 'directory.change',
  body: Unit,
  response: UnitRow,
});

const unitParams = z.object({ unitId: ExternalId });

export const changeUnit = route({
  method: 'PUT',
  path: '/api/units/:unitId',
  summary: 'Change a unit',
  access: 'directory.change',
  params: unitParams,
  body: Unit.omit({ unitId: true }).extend(Version.shape),
  response: UnitRow,
});

/** Refused with 409 `in-use` while a go-live or a person's home unit names it. */
export const removeUnit = route({
  method: 'DELETE',
  path: '/api/units/:unitId',
  summary: 'Remove a unit that nothing refers to',
  access: 'directory.change',
  params: unitParams,
  query: z.object({ version: z.coerce.number().int() }),
  response: Nothing,
});

/** What goes live in a wave, and in which steps (results viewing first, then order entry …). */
export const Wave = z.object({
  wave: z.string().trim().min(1).max(120),
  scope: Text,
  phases: z.array(z.object({ name: z.string().trim().min(1).max(120), date: LocalDateText })).max(20),
});
export type Wave = z.infer<typeof Wave>;
const WaveRow = Wave.extend(Version.shape);
export type WaveRow = z.infer<typeof WaveRow>;

/** Waves by first date, with their units' go-lives. */
export const listGoLives = route({
  method: 'GET',
  path: '/api/go-lives',
  summary: 'Waves and the go-lives of their units',
  access: 'directory.read',
  response: z.object({ waves: z.array(WaveRow), goLives: z.array(GoLiveRow) }),
});

export const createWave = route({
  method: 'POST',
  path: '/api/waves',
  summary: 'Add a wave',
  access: 'directory.change',
  body: Wave,
  response: WaveRow,
});

const waveParams = z.object({ wave: z.string().min(1) });

/** A wave keeps its name: files refer to it. */
export const changeWave = route({
  method: 'PUT',
  path: '/api/waves/:wave',
  summary: "Change a wave's scope and phases",
  access: 'directory.change',
  params: waveParams,
  body: Wave.omit({ wave: true }).extend(Version.shape),
  response: WaveRow,
});

/** Refused with 409 `in-use` while it has go-lives. */
export const removeWave = route({
  method: 'DELETE',
  path: '/api/waves/:wave',
  summary: 'Remove an empty wave',
  access: 'directory.change',
  params: waveParams,
  query: z.object({ version: z.coerce.number().int() }),
  response: Nothing,
});

export const createGoLive = route({
  method: 'POST',
  path: '/api/go-lives',
  summary: "Set a unit's go-live; a wave of that name is added where there is none",
  access: 'directory.change',
  body: GoLive,
  response: GoLiveRow,
});

const goLiveParams = z.object({ wave: z.string().min(1), unitId: ExternalId });

export const changeGoLive = route({
  method: 'PUT',
  path: '/api/go-lives/:wave/:unitId',
  summary: "Move or change a unit's go-live",
  access: 'directory.change',
  params: goLiveParams,
  body: GoLive.omit({ wave: true, unitId: true }).extend(Version.shape),
  response: GoLiveRow,
});

export const removeGoLive = route({
  method: 'DELETE',
  path: '/api/go-lives/:wave/:unitId',
  summary: "Remove a unit's go-live",
  access: 'directory.change',
  params: goLiveParams,
  query: z.object({ version: z.coerce.number().int() }),
  response: Nothing,
});

/** A person in a list: no contact points. */
export const PersonLine = Person.pick({
  personId: true,
  givenName: true,
  familyName: true,
  jobRole: true,
  specialty: true,
  practiceGroup: true,
  employment: true,
  homeUnit: true,
  hireDate: true,
  endDate: true,
});
export type PersonLine = z.infer<typeof PersonLine>;

export const listPeople = route({
  method: 'GET',
  path: '/api/people',
  summary: 'People, found by words of their name, id, role, specialty, group or unit',
  access: 'directory.read',
  query: z.object({
    /** Every word must begin a word of the person's: `cho card` finds Min-jun Cho, Cardiology. */
    q: z.string().max(200).optional(),
    jobRole: z.string().optional(),
    unitId: z.string().optional(),
    practiceGroup: z.string().optional(),
    employment: z.enum(employments).optional(),
    /** On the organisation's today: people who have not left, who have, or both. */
    who: z.enum(['current', 'left', 'all']).default('current'),
    sort: z.enum(['name', 'id', 'jobRole', 'unit', 'group']).default('name'),
    descending: z.stringbool().default(false),
    /** `next` of the page before; belongs to the same search and sort. */
    cursor: z.string().max(800).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: z.object({ people: z.array(PersonLine), total: z.number().int(), next: z.string().nullable() }),
});

/** What the filters of a people list can offer. */
export const listPeopleWords = route({
  method: 'GET',
  path: '/api/people-words',
  summary: 'Job roles, specialties and practice groups in use, with counts',
  access: 'directory.read',
  response: z.object({
    jobRoles: z.array(z.object({ word: z.string(), people: z.number().int() })),
    specialties: z.array(z.object({ word: z.string(), people: z.number().int() })),
    practiceGroups: z.array(z.object({ word: z.string(), people: z.number().int() })),
  }),
});

/** What a person was from `from` (included) to `to` (excluded); null: still. Oldest first. */
export const RoleHeld = z.object({
  from: LocalDateText,
  to: LocalDateText.nullable(),
  jobRole: z.string(),
  specialty: z.string(),
  practiceGroup: z.string(),
  homeUnit: z.string().nullable(),
});
export type RoleHeld = z.infer<typeof RoleHeld>;

const personParams = z.object({ personId: ExternalId });
const PersonRow = Person.extend(Version.shape);
export type PersonRow = z.infer<typeof PersonRow>;

/** Each read is written to the audit log, with who read. */
export const getPerson = route({
  method: 'GET',
  path: '/api/people/:personId',
  summary: 'A person with contact points and history',
  access: 'directory.person',
  params: personParams,
  response: z.object({
    person: PersonRow,
    manager: PersonLine.nullable(),
    history: z.array(RoleHeld),
  }),
});

/** Refused with 409 `id-taken`, `unknown-unit`, `unknown-manager`, `ends-before-start`. */
export const createPerson = route({
  method: 'POST',
  path: '/api/people',
  summary: 'Add a person',
  access: 'directory.change',
  body: Person,
  response: PersonRow,
});

/**
 * A change of job role, specialty, practice group or home unit is written to the history from `effective` (today when
 * not given). To let somebody go, set `endDate`: people are never removed, since plans and records name them.
 */
export const changePerson = route({
  method: 'PUT',
  path: '/api/people/:personId',
  summary: 'Change a person, or end their time here',
  access: 'directory.change',
  params: personParams,
  body: Person.omit({ personId: true }).extend({ ...Version.shape, effective: LocalDateText.optional() }),
  response: PersonRow,
});

/** Who held what on a date; the whole hospital's at once where no filter is given. */
export const listRolesHeld = route({
  method: 'GET',
  path: '/api/roles-held',
  summary: 'Who held which job role, in which unit, on a date',
  access: 'directory.read',
  query: z.object({
    on: LocalDateText,
    jobRole: z.string().optional(),
    unitId: z.string().optional(),
    after: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(500),
  }),
  response: z.object({ held: z.array(RoleHeld.extend({ personId: ExternalId })), next: z.string().nullable() }),
});
