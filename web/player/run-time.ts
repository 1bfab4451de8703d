import type { PlayerLaunch, PlayerMove, PlayerWays } from '#training/contract.ts';
import type { CommitService } from './commit-service.ts';

/** What we use of scorm-again; its own types name exports that its files do not have. */
interface Api {
  loadFromJSON(json: PlayerLaunch['cmi'], at: 'cmi'): void;
  on(event: string, heard: () => void): void;
  isInitialized(): boolean;
  lmsCommit(parameter: ''): string;
}
/** Of SCORM 2004, under the names by which a SCO calls it. */
interface SecondApi extends Api {
  GetValue(element: string): string;
  Terminate(parameter: string): string;
  readonly adl: { readonly nav: { readonly request: string } };
}
type MakeApi<A> = new (settings: object) => A;

export interface RunTime {
  /** Commits what the SCO has set and not committed; does nothing before it began and after it finished. */
  keepRest(): void;
}

type Finished = (move?: PlayerMove) => void;

const settingsFor = (launch: PlayerLaunch, service: CommitService): object => ({
  lmsCommitUrl: launch.commitTo,
  httpService: service,
  logLevel: 5, // what a SCO does wrong it is told by its error code
  autoProgress: false,
});

/** The API under the name by which a SCO finds it: `API` (SCORM 1.2) or `API_1484_11` (2004). `ways`: as they were last told by the server. */
export async function openRunTime(
  launch: PlayerLaunch,
  service: CommitService,
  ways: () => PlayerWays | null,
  finished: Finished,
): Promise<RunTime> {
  return launch.kind === 'scorm-1.2' ? openFirst(launch, service, finished) : openSecond(launch, service, ways, finished);
}

async function openFirst(launch: PlayerLaunch, service: CommitService, finished: Finished): Promise<RunTime> {
  const { Scorm12API } = (await import('scorm-again/scorm12')) as unknown as { Scorm12API: MakeApi<Api> };
  const api = new Scorm12API(settingsFor(launch, service));
  api.loadFromJSON(launch.cmi, 'cmi');
  api.on('LMSFinish', () => finished());
  Object.assign(window, { API: api });
  return { keepRest: () => void (api.isInitialized() && api.lmsCommit('')) };
}

async function openSecond(
  launch: PlayerLaunch,
  service: CommitService,
  ways: () => PlayerWays | null,
  finished: Finished,
): Promise<RunTime> {
  const { Scorm2004API } = (await import('scorm-again/scorm2004')) as unknown as { Scorm2004API: MakeApi<SecondApi> };
  const api = new Scorm2004API(settingsFor(launch, service));
  api.loadFromJSON(launch.cmi, 'cmi');
  const [getValue, terminate] = [api.GetValue.bind(api), api.Terminate.bind(api)];
  // Where one may go the server knows; the run-time around one SCO does not.
  api.GetValue = (element) => (api.isInitialized() ? validityOf(element, ways()) : null) ?? getValue(element);
  api.Terminate = (parameter) => {
    const move = moveOf(api.adl.nav.request);
    const isDone = terminate(parameter);
    if (isDone === 'true') setTimeout(() => finished(move));
    return isDone;
  };
  Object.assign(window, { API_1484_11: api });
  return { keepRest: () => void (api.isInitialized() && api.lmsCommit('')) };
}

/** `adl.nav.request_valid.…` (SCORM 2004 SN 5.6.4); null for any other element, and where the course has no order of its own. */
function validityOf(element: string, ways: PlayerWays | null): string | null {
  const [, kind, target] = /^adl\.nav\.request_valid\.(continue|previous|choice|jump)(?:\.\{target=(.+)\})?$/.exec(element) ?? [];
  if (!ways || kind === undefined || (kind === 'choice' || kind === 'jump') !== (target !== undefined)) return null;
  if (kind === 'continue' || kind === 'previous') return String(ways[kind]);
  return String((kind === 'choice' ? ways.choice : ways.jump)[target ?? ''] ?? 'unknown');
}

const moves: readonly PlayerMove['to'][] = [
  'continue',
  'previous',
  'choice',
  'jump',
  'exit',
  'exitAll',
  'abandon',
  'abandonAll',
  'suspendAll',
];

/** `adl.nav.request` as a SCO has set it (SN 5.6.3). */
function moveOf(request: string): PlayerMove | undefined {
  const [, target, word = ''] = /^(?:\{target=(.+)\})?(\w+)$/.exec(request) ?? [];
  const to = moves.find((one) => one === word);
  return to === undefined ? undefined : { to, ...(target === undefined ? {} : { target }) };
}
