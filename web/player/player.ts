import type { PlayerLaunch, PlayerWord } from '#training/contract.ts';
import { commitService } from './commit-service.ts';
import { openRunTime, type RunTime } from './run-time.ts';

/*
 * The page around a SCO, on the origin of content: holds the API that the SCO looks for in its parents, and commits to the server. It runs beside
 * somebody else's program and trusts nothing here: what may be said, the server decides.
 */
const launch = JSON.parse(document.getElementById('launch')?.textContent ?? '{}') as PlayerLaunch;
const tell = (word: PlayerWord): void => {
  for (const origin of launch.framers) parent.postMessage(word, origin);
};

const frame = document.createElement('iframe');
frame.title = document.title;

/** Goes away from the SCO while this page stays: its own last words (onunload) then reach the API. */
function leave(runTime: RunTime): void {
  frame.addEventListener(
    'load',
    () => {
      runTime.keepRest();
      tell({ atelbow: 'left' });
    },
    { once: true },
  );
  frame.src = 'about:blank';
}

async function begin(): Promise<void> {
  let { ways } = launch;
  const service = commitService(launch.commitTo, (isKept, now) => {
    ways = now ?? ways;
    const word = { atelbow: isKept ? 'saved' : 'not-saved' } as const;
    tell(ways ? { ...word, ways: { continue: ways.continue, previous: ways.previous } } : word);
  });
  const runTime = await openRunTime(
    launch,
    service,
    () => ways,
    (move) => tell({ atelbow: 'finished', ...(move ? { move } : {}) }),
  );
  window.addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source === parent && launch.framers.includes(origin) && (data as { atelbow?: unknown } | null)?.atelbow === 'leave') leave(runTime);
  });
  window.addEventListener('pagehide', () => runTime.keepRest());
  frame.src = launch.src;
  document.body.append(frame);
}

void begin();
