import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { isLocalDate, toLocal } from '#kernel/time.ts';
import { lintExercise, makeStage, previewExercise, readExercises } from '#sandbox/index.ts';
import { exit, InputError, readArgs, type Command } from './command.ts';

const timeZone = 'America/Chicago';

export const sandboxLintCommand: Command = {
  help: `atelbow sandbox lint [DIR] [--preview ID] [--on DATE]

Checks the exercises of a folder (YAML or JSON; without DIR those that come with the product): the files, every expression, and their runs. The gold run must
score 100%, doing nothing 0, and each mutant must fail the task that it is meant for. One line per issue: FILE:LINE TEXT. Exit code 2 if there is any.
  --preview ID   show one exercise: story, tasks, hints, what happens by itself, and its gold run
  --on DATE      the day on which they are tried out (default: today)`,
  async run(args, terminal) {
    const options = { preview: { type: 'string' }, on: { type: 'string' } } as const;
    const { values, positionals } = readArgs(args, options, ['[DIR]']);
    const [folder] = positionals;
    if (folder !== undefined && !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new InputError(`${folder} is no folder.`);
    const on = values.on ?? toLocal(Date.now(), timeZone).date;
    if (!isLocalDate(on)) throw new InputError(`--on takes a date like 2027-03-10, not "${on}".`);
    const files = readExercises(folder);
    if (files.length === 0) throw new InputError(`${folder} has no exercise: no .yaml, .yml or .json file.`);
    const stage = makeStage(on, timeZone);
    if (values.preview !== undefined) {
      const found = files.find(({ exercise }) => exercise?.id === values.preview)?.exercise;
      if (!found)
        throw new InputError(
          `There is no exercise "${values.preview}". There are: ${files.flatMap(({ exercise }) => exercise?.id ?? []).join(', ')}.`,
        );
      for (const line of previewExercise(found, stage)) terminal.say(line);
      return exit.done;
    }
    const issues = files.flatMap((file) => lintExercise(file, stage));
    for (const { file, line, text } of issues) terminal.say(`${relative(process.cwd(), file)}:${line} ${text}`);
    terminal.note(`${files.length} exercises, ${issues.length} issues.`);
    return issues.length === 0 ? exit.done : exit.input;
  },
};
