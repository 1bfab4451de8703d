import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** Exit codes, a promise to scripts: done; our fault; bad input or usage; done but something is short. */
export const exit = { done: 0, fault: 1, input: 2, short: 3 } as const;
export type ExitCode = (typeof exit)[keyof typeof exit];

export interface Terminal {
  /** Results: to standard output, one line a call. */
  readonly say: (line: string) => void;
  /** Progress and issues: to standard error. */
  readonly note: (line: string) => void;
}

export interface Command {
  /** What follows `atelbow`, and what each option means; shown by `--help`. */
  readonly help: string;
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<ExitCode>;
}

/** Told to the person as it is, with exit code 2: what they gave cannot be worked with. */
export class InputError extends Error {}

/**
 * Options and positional arguments. `named`: the words that must follow the command, as its help writes them (`FOLDER`); one in brackets may be left
 * out. @throws InputError for what the command does not know, and for what is missing.
 */
export function readArgs<const O extends ParseArgsOptionsConfig>(args: readonly string[], options: O, named: readonly string[]) {
  const read = (() => {
    try {
      return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    } catch (error) {
      // Node goes on with how to write a file name that begins with a dash: nobody who mistyped an option asked for that.
      throw new InputError((error instanceof Error ? error.message : String(error)).replace(/\. To specify [^]*$/, '.'));
    }
  })();
  const missing = named[read.positionals.length];
  if (missing !== undefined && !missing.startsWith('[')) throw new InputError(`${missing} is missing.`);
  const surplus = read.positionals[named.length];
  if (surplus !== undefined) throw new InputError(`"${surplus}" is one argument too many.`);
  return read;
}

export function wholeNumberOption(name: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max)
    throw new InputError(`--${name} takes a whole number from ${min} to ${max}, not "${text}".`);
  return value;
}
