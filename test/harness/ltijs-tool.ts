import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import ltijs from 'ltijs';

/*
 * A tool that others wrote (ltijs), so that our platform is not tried against our own idea of a tool. It keeps its things in memory, offers one quiz,
 * grades whoever opens it, and says whom it knows.
 */
interface Kept {
  readonly index: Record<string, unknown>;
  readonly item: Record<string, unknown>;
}

/** What ltijs wants of a database. */
class MemoryPlugin {
  readonly deploy = true;
  readonly #rows = new Map<string, Kept[]>();
  setup = (): Promise<boolean> => Promise.resolve(true);
  Close = (): Promise<boolean> => Promise.resolve(true);
  #of(collection: string, query: Record<string, unknown> | false): Kept[] {
    const fits = ({ index }: Kept): boolean => Object.entries(query || {}).every(([key, value]) => index[key] === value);
    return (this.#rows.get(collection) ?? []).filter(fits);
  }
  Get(_key: unknown, collection: string, query: Record<string, unknown> | false): Promise<object[] | false> {
    const found = this.#of(collection, query).map(({ item }) => structuredClone(item));
    return Promise.resolve(found.length > 0 ? found : false);
  }
  Insert(_key: unknown, collection: string, item: Record<string, unknown>, index: Record<string, unknown> = {}): Promise<boolean> {
    const row = { index: { ...item, ...index }, item: { ...item, createdAt: Date.now() } };
    this.#rows.set(collection, [...(this.#rows.get(collection) ?? []), row]);
    return Promise.resolve(true);
  }
  async Replace(
    key: unknown,
    collection: string,
    query: Record<string, unknown>,
    item: Record<string, unknown>,
    index?: Record<string, unknown>,
  ): Promise<boolean> {
    await this.Delete(collection, query);
    return this.Insert(key, collection, item, index);
  }
  Modify(_key: unknown, collection: string, query: Record<string, unknown>, change: Record<string, unknown>): Promise<boolean> {
    for (const { index, item } of this.#of(collection, query)) Object.assign(Object.assign(index, change) && item, change);
    return Promise.resolve(true);
  }
  Delete(collection: string, query: Record<string, unknown>): Promise<boolean> {
    const gone = new Set(this.#of(collection, query));
    this.#rows.set(
      collection,
      (this.#rows.get(collection) ?? []).filter((row) => !gone.has(row)),
    );
    return Promise.resolve(true);
  }
}

/** Free, and below those that systems give to whoever asks for any: nobody takes it before the tool does. */
async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  const isFree = await new Promise<boolean>((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  return isFree ? port : freePort();
}

export interface OthersTool {
  readonly url: string;
  /** Tells it of us. */
  meet(platform: {
    readonly url: string;
    readonly clientId: string;
    readonly authorize: string;
    readonly token: string;
    readonly keys: string;
  }): Promise<void>;
  close(): Promise<void>;
}

export async function startOthersTool(): Promise<OthersTool> {
  const { Provider: tool } = ltijs;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  tool.setup(
    'a key for its own storage',
    { plugin: new MemoryPlugin() },
    {
      appRoute: '/',
      loginRoute: '/login',
      keysetRoute: '/keys',
      cookies: { secure: false, sameSite: 'Lax' },
    },
  );
  tool.onConnect(async (token, _request, reply) => {
    const { resource, custom, endpoint, roles } = token.platformContext;
    const score = { userId: token.user, scoreGiven: 9, scoreMaximum: 10, activityProgress: 'Completed', gradingProgress: 'FullyGraded' };
    await tool.Grade.submitScore(token, endpoint.lineitem, score);
    const { members } = await tool.NamesAndRoles.getMembers(token);
    const said = [
      resource.title,
      custom?.['quiz'] ?? 'no quiz',
      roles[0]?.split('#')[1],
      token.userInfo.name ?? 'nobody named',
      `${members.length} known`,
    ];
    return reply.send(`<!doctype html><title>Quiz</title><p id="said">${said.join(', ')}</p>`);
  });
  tool.onDeepLinking(async (token, _request, reply) => {
    const item = {
      type: 'ltiResourceLink',
      title: 'Heparin quiz',
      url: `${url}/`,
      custom: { quiz: 'heparin' },
      lineItem: { label: 'Heparin quiz', scoreMaximum: 10 },
    };
    return reply.send(await tool.DeepLinking.createDeepLinkingForm(token, [item], { message: 'Chosen' }));
  });
  await tool.deploy({ port, silent: true });
  return {
    url,
    async meet({ url: issuer, clientId, authorize, token, keys }) {
      await tool.registerPlatform({
        url: issuer,
        name: 'AtElbow',
        clientId,
        authenticationEndpoint: authorize,
        accesstokenEndpoint: token,
        authConfig: { method: 'JWK_SET', key: keys },
      });
    },
    close: async () => void (await tool.close({ silent: true })),
  };
}
