import { rmSync, writeFileSync } from 'node:fs';
import { test } from '@playwright/test';
import { startServerProcess } from '#test/harness/server-process.ts';
import { demoTemplate } from '#test/harness/demo-template.ts';

/* The demo hospital is made once a run; each worker starts a copy of its own. */
test('the demo hospital is made', async () => {
  test.setTimeout(420_000);
  rmSync(demoTemplate(), { recursive: true, force: true }); // what a try left that did not come to its end
  const server = await startServerProcess(`embedded:${demoTemplate()}`, {
    command: ['demo', '--size', 'S'],
    ready: /Ctrl-C stops it/,
    prompt: true,
  });
  await server.stop();
  writeFileSync(`${demoTemplate()}.txt`, server.output()); // a workstation's link is told once
});
