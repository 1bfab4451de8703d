import { readConfig } from './config.ts';
import { startServer } from './start.ts';

const { url } = await startServer(readConfig());
console.log(`AtElbow answers on ${url}`);
