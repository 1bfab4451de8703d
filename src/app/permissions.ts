/*
 * Roles -> permissions, in one table that a person can argue with. Job roles (nurse, physician …) are another thing: they
 * say what somebody does in the hospital; these say what an account may do in AtElbow.
 */
export const roles = ['viewer', 'clinician', 'supporter', 'coordinator', 'trainer', 'desk', 'director', 'admin'] as const;
export type Role = (typeof roles)[number];

const everyone: readonly Role[] = roles;
const staff: readonly Role[] = ['viewer', 'supporter', 'coordinator', 'trainer', 'desk', 'director', 'admin'];
const leads: readonly Role[] = ['coordinator', 'director', 'admin'];

export const permissions: Readonly<Record<string, readonly Role[]>> = {
  // Own things: what concerns the signed-in person alone.
  'self.read': everyone,
  'self.change': everyone,

  'directory.read': staff,
  /** A person's page with contact points: each read is written to the audit log. */
  'directory.person': ['supporter', 'coordinator', 'trainer', 'desk', 'director', 'admin'],
  'directory.change': ['coordinator', 'director', 'admin'],
  'directory.import': leads,

  /** Practise in a hospital of one's own; see own attempts and marks. */
  'sandbox.practise': everyone,
  /** Classes, everybody's attempts, marks. */
  'sandbox.instruct': ['trainer', 'coordinator', 'director', 'admin'],
  /** See where the practice EHR stands, and test it. */
  'sandbox.settings': ['director', 'admin'],

  /** Write exercises and publish them. */
  'sandbox.author': ['trainer', 'director', 'admin'],

  'coverage.read': staff,
  /** A clinician's day-one clock and support: to help, never to judge. */
  'coverage.clinician': ['supporter', 'coordinator', 'trainer', 'desk', 'director', 'admin'],
  'coverage.plan': leads,
  'coverage.publish': leads,
  /** Take, give back, swap own shifts. */
  'coverage.own-shifts': ['supporter', 'coordinator', 'trainer', 'desk', 'admin'],
  /** A unit's shift says that it is comfortable. */
  'coverage.sign-off': leads,
  'coverage.settings': ['director', 'admin'],

  /** Go through modules of one's own. */
  'training.learn': everyone,
  'training.read': staff,
  /** How learners get on, person by person, and how items do. */
  'training.progress': ['trainer', 'coordinator', 'director', 'admin'],
  /** Who sits in a class, attendance; seats for others. */
  'training.class-list': ['trainer', 'coordinator', 'director', 'admin'],
  /** Timetables, rooms, trainers, courses. */
  'training.classes': ['trainer', 'coordinator', 'director', 'admin'],
  /** Requirements, what proves them, releases; modules and curricula. */
  'training.change': ['trainer', 'director', 'admin'],
  /** Who is certified and who is kept out by what: to plan help with, never to judge. Each look is written to the audit log. */
  'training.readiness': ['coordinator', 'trainer', 'director', 'admin'],
  'training.person': ['coordinator', 'trainer', 'director', 'admin'],
  /** Say that somebody can do it: shown, or learned elsewhere. Nobody for themselves. */
  'training.grant': ['trainer', 'director', 'admin'],
  /** Say that somebody could do with a refresher: an offer by the rules, never a finding. */
  'training.notice': ['supporter', 'coordinator', 'trainer', 'desk', 'director', 'admin'],
  /** Set a duty aside, take back what was recognised, end a break-glass. */
  'training.waive': ['director', 'admin'],
  /** Break glass for somebody else; for oneself everybody may. */
  'training.break-glass': ['supporter', 'coordinator', 'trainer', 'desk', 'director', 'admin'],

  /** Tools and learning platforms of others (LTI), the keys that we sign with. */
  'training.connect': ['director', 'admin'],

  'support.ask': everyone,
  /** Be called for requests, see the queue, accept. */
  'support.answer': ['supporter', 'coordinator', 'trainer', 'desk', 'director', 'admin'],
  /** Triage, known issues, broadcasts, links for workstations; the word of an asker who telephones. */
  'support.desk': ['coordinator', 'desk', 'director', 'admin'],
  /** Write tip sheets. */
  'support.tips': ['coordinator', 'trainer', 'desk', 'director', 'admin'],
  'support.settings': ['director', 'admin'],

  'platform.accounts': ['admin'],
  'platform.audit': ['director', 'admin'],
  /** Whether secrets lie sealed in the database, and by which key's number. Never what they are. */
  'platform.secrets': ['director', 'admin'],
};

export function can(held: readonly string[], permission: string): boolean {
  return permissions[permission]?.some((role) => held.includes(role)) ?? false;
}
