/** A browser's event stream: remembers the last id, and when it is cut comes back to the next address with it. */
export interface NewsClient {
  readonly ids: number[];
  /** The server has said hello: from here on nothing may be missed. */
  readonly open: Promise<void>;
  stop(): void;
}

export function followNews(addresses: readonly string[], cookieFetches: readonly (typeof fetch)[]): NewsClient {
  const ids: number[] = [];
  let greeted = (): void => undefined;
  const open = new Promise<void>((resolve) => {
    greeted = resolve;
  });
  let stopped = false;
  let last: string | null = null;
  let controller = new AbortController();
  const read = async (at: number): Promise<void> => {
    controller = new AbortController();
    const headers = last === null ? {} : { 'last-event-id': last };
    const answer = await (cookieFetches[at] ?? fetch)(`${addresses[at]}/api/news`, { headers, signal: controller.signal });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) return;
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) take(block);
    }
  };
  const take = (block: string): void => {
    const id = /^id: (\d+)$/m.exec(block)?.[1];
    if (id === undefined) return;
    last = id;
    if (/^event: hello$/m.test(block)) greeted();
    else ids.push(Number(id));
  };
  void (async () => {
    for (let turn = 0; !stopped; turn++) {
      await read(turn % addresses.length).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return {
    ids,
    open,
    stop() {
      stopped = true;
      controller.abort();
    },
  };
}
