#!/usr/bin/env node
// Plain JavaScript, so that any Node can read it: finds the Node 24 that npm installed and hands over.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode } from './find-node.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const child = spawn(findNode(root), [join(root, 'src/app/cli/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of signals) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`AtElbow could not start: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code);
  // Whoever waits for us must see the same end.
  for (const one of signals) process.removeAllListeners(one);
  process.kill(process.pid, signal);
});
