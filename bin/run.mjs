// The `npm run` scripts. Plain JavaScript, so that any Node can read it: finds the Node 24 that npm installed, then works.
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode } from './find-node.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = findNode(root);
const env = { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` };
const tool = (file, ...args) => [join(root, 'node_modules', file), ...args];

const tools = {
  // What was checked before is remembered: a second run asks only about what changed.
  types: () => tool('typescript/bin/tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/types.tsbuildinfo'),
  lint: () => tool('oxlint/bin/oxlint', '--config', 'oxlint.config.ts', '--type-aware', '--deny-warnings'),
  format: () => tool('oxfmt/bin/oxfmt', '--check'),
  'dead code': () => tool('knip/bin/knip.js', '--no-progress'),
  boundaries: () => [join(root, 'tools/check-boundaries.ts')],
  tests: (...args) => tool('vitest/vitest.mjs', 'run', ...args),
  build: () => tool('vite/bin/vite.js', 'build', '--logLevel', 'warn'),
  browser: (...args) => tool('@playwright/test/cli.js', 'test', ...args),
};

function step(name, ...args) {
  const began = Date.now();
  const { status } = spawnSync(node, tools[name](...args), { cwd: root, env, stdio: 'inherit' });
  console.log(`[${name}] ${status === 0 ? 'passed' : `failed (exit ${status})`} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  if (status !== 0) process.exit(status ?? 1);
}

function check() {
  for (const name of ['types', 'lint', 'format', 'boundaries', 'dead code']) step(name);
}

function run(...args) {
  const child = spawn(node, args, { cwd: root, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/** Builds the web pages unless they are newer than everything that they are made from: after an upgrade they are not. */
function buildIfStale() {
  const built = statSync(join(root, 'dist', 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['web', 'src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
  );
  const newest = Math.max(...[...sources, join(root, 'package-lock.json')].map((file) => statSync(file).mtimeMs));
  if (built < newest) step('build');
}

const [name = 'start', ...rest] = process.argv.slice(2);
const scripts = {
  check,
  build: () => step('build'),
  format: () => run(...tool('oxfmt/bin/oxfmt', ...rest)),
  test: () => {
    check();
    step('tests');
    step('build');
    step('browser');
  },
  'test:quick': () => step('tests', '--project', 'pure', ...rest),
  'test:store': () => step('tests', '--project', 'store', ...rest),
  'test:browser': () => {
    step('build');
    step('browser', ...rest);
  },
  demo: () => {
    buildIfStale();
    run(join(root, 'src/app/cli/main.ts'), 'demo', ...rest);
  },
  start: () => {
    buildIfStale();
    run(join(root, 'src/app/cli/main.ts'), 'start', ...rest);
  },
  dev: () => run('--watch', join(root, 'src/app/cli/main.ts'), 'start', ...rest),
  bench: () => run(join(root, 'bench/main.ts'), ...rest),
  'new-slice': () => run(join(root, 'tools/new-slice.ts'), ...rest),
};
if (!scripts[name]) {
  console.error(`There is no "${name}". There are: ${Object.keys(scripts).join(', ')}.`);
  process.exit(2);
}
scripts[name]();
