export type NewsState = 'live' | 'connecting' | 'offline';

/** What happened (`kind`), about which id (`subject`), and small facts. Whoever wants more asks a route. */
export interface NewsItem {
  readonly kind: string;
  readonly subject: string;
  readonly [fact: string]: unknown;
}
type Listener = (item: NewsItem | null) => void;

export interface NewsStream {
  /** @returns what ends it. */
  readonly listen: (kinds: readonly string[], listener: Listener) => () => void;
  readonly close: () => void;
}

const retryMs = [1000, 2000, 5000, 10_000, 30_000];
/** A tab that nobody looks at gives its connection back: browsers allow six per server on HTTP/1.1. */
const hiddenMs = 60_000;

/**
 * Server-sent events with what EventSource leaves out: it gives up for good on an HTTP error, and a new one forgets
 * Last-Event-ID. So we open again with growing pauses and then tell every listener that something may have been missed.
 */
export function openNewsStream(url: string, onState: (state: NewsState) => void): NewsStream {
  const byKind = new Map<string, Set<Listener>>();
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let missed = false;

  const deliver = (event: MessageEvent<string>): void => {
    const item = { ...(JSON.parse(event.data) as NewsItem), kind: event.type };
    for (const listener of byKind.get(event.type) ?? []) listener(item);
  };
  const open = (): void => {
    clearTimeout(timer);
    onState('connecting');
    const opened = new EventSource(url);
    source = opened;
    for (const kind of byKind.keys()) opened.addEventListener(kind, deliver);
    opened.addEventListener('open', () => {
      failures = 0;
      onState('live');
      if (!missed) return;
      missed = false;
      for (const listener of new Set([...byKind.values()].flatMap((set) => [...set]))) listener(null);
    });
    opened.addEventListener('error', () => {
      onState('offline');
      if (opened.readyState !== EventSource.CLOSED) return; // it retries by itself and asks for what it missed
      missed = true;
      timer = setTimeout(open, retryMs[Math.min(failures, retryMs.length - 1)]);
      failures += 1;
    });
  };
  const rest = (): void => {
    source?.close();
    source = null;
    missed = true;
    onState('offline');
  };
  const onVisibility = (): void => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(rest, hiddenMs);
    else if (!source || source.readyState === EventSource.CLOSED) open();
  };
  const openAtOnce = (): void => {
    if (source?.readyState === EventSource.OPEN) return;
    source?.close();
    missed = true;
    open();
  };
  document.addEventListener('visibilitychange', onVisibility);
  addEventListener('online', openAtOnce);
  open();

  return {
    listen(kinds, listener) {
      for (const kind of kinds) {
        const set = byKind.get(kind) ?? new Set();
        if (!byKind.has(kind)) source?.addEventListener(kind, deliver);
        byKind.set(kind, set.add(listener));
      }
      return () => {
        for (const kind of kinds) byKind.get(kind)?.delete(listener);
      };
    },
    close() {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
      removeEventListener('online', openAtOnce);
      source?.close();
    },
  };
}
