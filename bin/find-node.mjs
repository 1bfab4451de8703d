import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Path of a Node that runs TypeScript: this one when it is 24 or newer, else the one that came with `npm ci`. */
export function findNode(root) {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve(`node-${process.platform}-${process.arch}/package.json`);
    const node = join(dirname(manifest), 'bin', 'node');
    if (existsSync(node)) return node;
  } catch {
    // not installed: said below
  }
  console.error(`AtElbow needs Node 24 or newer; this is ${process.version}, and none came with the packages. Run "npm ci" first.`);
  process.exit(1);
}
