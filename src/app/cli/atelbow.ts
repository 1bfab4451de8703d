import { SecretsError } from '#platform/secrets/keyring.ts';
import { version } from '../config.ts';
import { exit, InputError, type ExitCode, type Terminal } from './command.ts';
import { commands } from './commands.ts';

/** Runs one command line (without `node` and the script) and returns its exit code. Never throws. */
export async function atelbow([name, ...rest]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return overview(terminal);
  if (name === '--version') {
    terminal.say(version);
    return exit.done;
  }
  // `user add` is one command of two words.
  const two = `${name} ${rest[0] ?? ''}`;
  const [called, args] = Object.hasOwn(commands, two) ? [two, rest.slice(1)] : [name, rest];
  const entry = Object.hasOwn(commands, called) ? commands[called] : undefined;
  if (!entry) return unknown(name, rest[0], terminal);
  try {
    const command = await entry.load();
    if (args.includes('--help') || args.includes('-h')) {
      terminal.say(command.help);
      return exit.done;
    }
    return await command.run(args, terminal);
  } catch (error) {
    return failed(error, called, terminal);
  }
}

/** `atelbow secrets` alone, or with a second word that it does not have, is told which there are. */
function unknown(first: string, second: string | undefined, terminal: Terminal): ExitCode {
  const begun = Object.entries(commands).filter(([name]) => name.startsWith(`${first} `));
  if (begun.length > 0 && (second === '--help' || second === '-h')) {
    for (const [name, { summary }] of begun) terminal.say(`atelbow ${name}: ${summary}`);
    return exit.done;
  }
  terminal.note(
    begun.length === 0
      ? `There is no command "${first}". "atelbow --help" lists them all.`
      : `Say which: ${begun.map(([name]) => `"atelbow ${name}"`).join(', ')}.`,
  );
  return exit.input;
}

function overview(terminal: Terminal): ExitCode {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  terminal.say('atelbow: the people side of an EHR/CPOE implementation\n');
  for (const [name, { summary }] of Object.entries(commands)) terminal.say(`  atelbow ${name.padEnd(width)}  ${summary}`);
  terminal.say(
    '\n"atelbow COMMAND --help" explains one. Exit codes: 0 done, 2 bad input or usage, 3 done but something is short, 1 our fault.',
  );
  return exit.done;
}

function failed(error: unknown, name: string, terminal: Terminal): ExitCode {
  if (error instanceof InputError || error instanceof SecretsError) {
    terminal.note(`${error.message}\n"atelbow ${name} --help" explains the command.`);
    return exit.input;
  }
  terminal.note(`AtElbow failed, which is our fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return exit.fault;
}
