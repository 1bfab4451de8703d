import { readConfig } from '#app/config.ts';
import { startServer } from '#app/start.ts';

/*
 * The server as `atelbow start` runs it, but with a clock that the test moves on: a message is by how many milliseconds.
 */
let aheadMs = 0;
process.on('message', (ms) => {
  aheadMs += Number(ms);
});
const { url } = await startServer(readConfig(), { now: () => Date.now() + aheadMs });
console.log(`AtElbow answers on ${url}`);
