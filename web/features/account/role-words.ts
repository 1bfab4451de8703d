interface RoleWord {
  readonly name: string;
  readonly may: string;
}

const words: Readonly<Record<string, RoleWord>> = {
  viewer: { name: 'Viewer', may: 'Sees the board and the directory, without contact points; changes nothing.' },
  clinician: { name: 'Clinician', may: 'Own day-one clock, own support, own calendar.' },
  supporter: { name: 'Supporter', may: 'Own shifts, swaps and open shifts; the clinicians they stand beside.' },
  coordinator: { name: 'Coordinator', may: 'Imports, plans, publishes, mends; keeps the directory.' },
  trainer: { name: 'Trainer', may: 'Own shifts; people and their day-one clock.' },
  desk: { name: 'Help desk', may: 'Own shifts; people with contact points.' },
  director: { name: 'Director', may: 'All that a coordinator may, coverage settings and the audit log.' },
  admin: { name: 'Administrator', may: 'Everything, with accounts.' },
};

/** What a role is called, and what it lets an account do. */
export const roleWord = (role: string): RoleWord => words[role] ?? { name: role, may: '' };
