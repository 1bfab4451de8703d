import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benches } from './registry.ts';

const usage = `usage: node bench/main.ts NAME [--quick] [--json FILE]\nNAME is one of: ${Object.keys(benches).join(', ')}`;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' }, only: { type: 'string' } },
});
const [name] = positionals;
const load = name === undefined ? undefined : benches[name];
if (name === undefined || !load) {
  console.error(name === undefined ? usage : `There is no bench "${name}".\n${usage}`);
  process.exit(2);
}

const { run } = await load();
const figures = await run({ quick: values.quick, only: values.only?.split(',') ?? [] });
const width = Math.max(...Object.keys(figures).map((key) => key.length));
console.log(`\n${name}${values.quick ? ' (quick)' : ''}`);
for (const [key, value] of Object.entries(figures)) console.log(`  ${key.padEnd(width)}  ${format(value)}`);
if (values.json !== undefined) {
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryMiB: Math.round(totalmem() / 2 ** 20),
    node: process.version,
  };
  writeFileSync(values.json, `${JSON.stringify({ bench: name, machine, figures }, null, 2)}\n`);
}
process.exit(0);

function format(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en-US') : Math.abs(value) >= 100 ? value.toFixed(1) : value.toPrecision(4);
}
