import type { Command } from './command.ts';

export interface CommandEntry {
  readonly summary: string;
  /** Loaded when asked for: the help and the small commands should not wait for the server's modules. */
  readonly load: () => Promise<Command>;
}

/** All commands by name, in the order in which the help lists them. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  plan: { summary: 'Read a go-live folder and plan who supports whom', load: async () => (await import('./plan-command.ts')).planCommand },
};
