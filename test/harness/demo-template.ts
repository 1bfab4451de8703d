import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The database of the demo that this run made; the runner's process names it for its workers. Beside it, as `.txt`, what was printed. */
export function demoTemplate(): string {
  process.env.DEMO_TEMPLATE ??= join(tmpdir(), `atelbow-demo-${process.pid}`);
  return process.env.DEMO_TEMPLATE;
}

/** At the end of the run. */
export default function removeDemoTemplate(): void {
  for (const path of [demoTemplate(), `${demoTemplate()}.txt`]) rmSync(path, { recursive: true, force: true });
}
