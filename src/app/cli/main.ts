import { atelbow } from './atelbow.ts';

process.exitCode = await atelbow(process.argv.slice(2), {
  say: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
});
