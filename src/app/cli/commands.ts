import type { Command } from './command.ts';

export interface CommandEntry {
  readonly summary: string;
  /** Loaded when asked for: the help and the small commands should not wait for the server's modules. */
  readonly load: () => Promise<Command>;
}

/** All commands by name, in the order in which the help lists them. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  demo: { summary: 'Start the demo hospital', load: async () => (await import('./demo-command.ts')).demoCommand },
  start: { summary: 'Start the server on the configured database', load: async () => (await import('./start-command.ts')).startCommand },
  plan: { summary: 'Read a go-live folder and plan who supports whom', load: async () => (await import('./plan-command.ts')).planCommand },
  repair: { summary: 'Mend a plan after a call-out', load: async () => (await import('./repair-command.ts')).repairCommand },
  explain: { summary: 'Why this person; why nobody', load: async () => (await import('./explain-command.ts')).explainCommand },
  'sandbox serve': {
    summary: "Serve the practice EHR's FHIR interface by itself",
    load: async () => (await import('./sandbox-serve-command.ts')).sandboxServeCommand,
  },
  'sandbox lint': {
    summary: 'Check exercises of the practice EHR and preview them',
    load: async () => (await import('./sandbox-lint-command.ts')).sandboxLintCommand,
  },
  simulate: {
    summary: 'Play requests for help against a plan',
    load: async () => (await import('./simulate-command.ts')).simulateCommand,
  },
  import: { summary: 'Import a folder into the database', load: async () => (await import('./import-command.ts')).importCommand },
  'user add': { summary: 'Create an account', load: async () => (await import('./user-add-command.ts')).userAddCommand },
  'records key': {
    summary: 'Make a key for the record store',
    load: async () => (await import('./records-key-command.ts')).recordsKeyCommand,
  },
  'secrets key': { summary: 'Make a key for SECRETS_KEY', load: async () => (await import('./secrets-commands.ts')).secretsKeyCommand },
  'secrets rotate': {
    summary: 'Seal the secrets in the database with a new key',
    load: async () => (await import('./secrets-commands.ts')).secretsRotateCommand,
  },
  'secrets drop-lost': {
    summary: 'Remove secrets whose key is lost for good',
    load: async () => (await import('./secrets-commands.ts')).secretsDropLostCommand,
  },
  backup: { summary: 'Write everything to a file', load: async () => (await import('./backup-command.ts')).backupCommand },
  restore: { summary: 'Read a back-up into a new database', load: async () => (await import('./backup-command.ts')).restoreCommand },
  doctor: { summary: 'Check an installation and say what to do', load: async () => (await import('./doctor-command.ts')).doctorCommand },
};
