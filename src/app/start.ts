import { compose, type App } from './compose.ts';
import type { Config } from './config.ts';

export interface Running {
  readonly app: App;
  /** Where browsers reach it. */
  readonly url: string;
}

/** Starts the server and stops it in order on SIGINT and SIGTERM. */
export async function startServer(config: Config): Promise<Running> {
  const app = await compose(config);
  const address = await app.server.listen({ host: config.host, port: config.port });
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void app.close().then(() => process.exit(0));
    });
  return { app, url: config.url ?? address };
}
