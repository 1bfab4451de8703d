import { InputError } from './cli/command.ts';
import type { Clock } from '#platform/deps.ts';
import { compose, type App } from './compose.ts';
import type { Config } from './config.ts';

export interface Running {
  readonly app: App;
  /** Where browsers reach it. */
  readonly url: string;
}

/** Starts the server and stops it in order on SIGINT and SIGTERM. */
export async function startServer(config: Config, clock?: Clock): Promise<Running> {
  const app = await compose(config, clock);
  const address = await app.server.listen({ host: config.host, port: config.port }).catch(async (error: NodeJS.ErrnoException) => {
    await app.close();
    if (error.code !== 'EADDRINUSE') throw error;
    throw new InputError(`Port ${config.port} is taken by another program. Set PORT to a free one: PORT=${config.port + 1}`);
  });
  await app.contentListens.catch(async (error: NodeJS.ErrnoException) => {
    await app.close();
    throw new InputError(`Content packages cannot be served (${error.code ?? error.message}). Set CONTENT_PORT to a free port.`);
  });
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void app.close().then(() => process.exit(0));
    });
  return { app, url: config.url ?? address };
}
