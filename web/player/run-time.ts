import type { PlayerLaunch } from '#training/contract.ts';
import type { CommitService } from './commit-service.ts';

/** What we use of scorm-again; its own types name exports that its files do not have. */
interface Api {
  loadFromJSON(json: PlayerLaunch['cmi'], at: 'cmi'): void;
  on(event: string, heard: () => void): void;
  isInitialized(): boolean;
  lmsCommit(parameter: ''): string;
}
type MakeApi = new (settings: object) => Api;

export interface RunTime {
  /** Commits what the SCO has set and not committed; does nothing before it began and after it finished. */
  keepRest(): void;
}

type Next = 'continue' | 'previous' | undefined;

const settingsFor = (launch: PlayerLaunch, service: CommitService): object => ({
  lmsCommitUrl: launch.commitTo,
  httpService: service,
  logLevel: 5, // what a SCO does wrong it is told by its error code
  autoProgress: false,
});

/** The API under the name by which a SCO finds it: `API` (SCORM 1.2) or `API_1484_11` (2004). */
export async function openRunTime(launch: PlayerLaunch, service: CommitService, finished: (next?: Next) => void): Promise<RunTime> {
  return launch.kind === 'scorm-1.2' ? openFirst(launch, service, finished) : openSecond(launch, service, finished);
}

async function openFirst(launch: PlayerLaunch, service: CommitService, finished: (next?: Next) => void): Promise<RunTime> {
  const { Scorm12API } = (await import('scorm-again/scorm12')) as unknown as { Scorm12API: MakeApi };
  const api = new Scorm12API(settingsFor(launch, service));
  api.loadFromJSON(launch.cmi, 'cmi');
  api.on('LMSFinish', () => finished());
  Object.assign(window, { API: api });
  return { keepRest: () => void (api.isInitialized() && api.lmsCommit('')) };
}

async function openSecond(launch: PlayerLaunch, service: CommitService, finished: (next?: Next) => void): Promise<RunTime> {
  const { Scorm2004API } = (await import('scorm-again/scorm2004')) as unknown as { Scorm2004API: MakeApi };
  const api = new Scorm2004API(settingsFor(launch, service));
  api.loadFromJSON(launch.cmi, 'cmi');
  let next: Next;
  api.on('SequenceNext', () => (next = 'continue'));
  api.on('SequencePrevious', () => (next = 'previous'));
  // The events about where to go come in the same call as this one, before or after it.
  api.on('Terminate', () => setTimeout(() => finished(next)));
  Object.assign(window, { API_1484_11: api });
  return { keepRest: () => void (api.isInitialized() && api.lmsCommit('')) };
}
