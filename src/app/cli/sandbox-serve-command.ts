import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { fhirSource } from '#integrations/fhir/fhir-source.ts';
import { FhirProblem, loadBundles, makeBase, makeSandboxServer, makeStage, openRemote, r4, type RemoteHospital } from '#sandbox/index.ts';
import { toLocal } from '#kernel/time.ts';
import { readConfig, version } from '../config.ts';
import { exit, InputError, readArgs, wholeNumberOption, type Command, type Terminal } from './command.ts';

const remarksShownMax = 20;
/** Of the synthetic hospital. */
const timeZone = 'America/Chicago';
const today = (): string => toLocal(Date.now(), timeZone).date;

export const sandboxServeCommand: Command = {
  help: `atelbow sandbox serve [--hospital | --load DIR | --base URL] [--port N] [--open]

Starts the practice EHR's FHIR R4 server by itself, in memory: http://127.0.0.1:PORT/fhir. Ctrl-C ends it and forgets everything.
  --hospital   fill it with the synthetic hospital, as it is this morning
  --load DIR   fill it with the JSON files of a folder: Bundles of any type, or single resources
  --base URL   stand on another FHIR R4 server: it is read, and what is written stays here. Its bearer token, if it needs one:
               PRACTICE_FHIR_TOKEN. Only for test systems without real patients
  --port N     listen on this port (default: PORT, or 3000; 0 takes a free one)
  --open       no sign-in, and reachable from this machine only; without it every request needs the token that is shown`,
  async run(args, terminal) {
    const options = {
      hospital: { type: 'boolean', default: false },
      load: { type: 'string' },
      base: { type: 'string' },
      port: { type: 'string' },
      open: { type: 'boolean', default: false },
    } as const;
    const { values } = readArgs(args, options, []);
    const config = readConfig();
    const port = wholeNumberOption('port', values.port, 0, 65_535) ?? config.port;
    if ([values.hospital, values.load !== undefined, values.base !== undefined].filter(Boolean).length > 1)
      throw new InputError('Choose one of --hospital, --load and --base.');
    const remote = values.base === undefined ? undefined : await openBase(values.base, config.practiceFhir.token);
    const local = remote ? null : values.hospital ? makeStage(today(), timeZone).base : loadFolder(values.load, terminal);
    const token = values.open ? null : randomBytes(24).toString('base64url');
    const base = remote?.base ?? local;
    if (!base) throw new Error('bug: no hospital');
    const server = await makeSandboxServer(base, { version, token, log: config.log, ...(remote ? { remote } : {}) });
    const address = await server.listen({ host: values.open ? '127.0.0.1' : config.host, port }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error;
      throw new InputError(`Port ${port} is taken by another program. Choose another: --port ${port + 1}`);
    });
    terminal.say(
      `The practice EHR answers on ${address}/fhir (${remote ? `over ${describe(remote.abilities)}` : `${local?.count.toLocaleString('en-US')} resources`})`,
    );
    if (token !== null) terminal.say(`Send this with every request: Authorization: Bearer ${token}`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close().then(() => process.exit(0)));
    return exit.done;
  },
};

async function openBase(address: string, token: string | null): Promise<RemoteHospital> {
  if (!/^https?:\/\/[^/]/.test(address) || !URL.canParse(address))
    throw new InputError(`--base takes an http(s) address, not "${address}".`);
  try {
    return await openRemote(r4(), fhirSource({ address, token }), () => Date.now());
  } catch (error) {
    if (error instanceof FhirProblem) throw new InputError(`${address}: ${error.message}`);
    throw error;
  }
}

function describe({ software, fhirVersion, types }: RemoteHospital['abilities']): string {
  return `${software || 'a FHIR server'}, FHIR ${fhirVersion}, ${types.size} resource types`;
}

function loadFolder(folder: string | undefined, { note }: Terminal) {
  const at = new Date().toISOString();
  if (folder === undefined) return makeBase(r4(), [], at);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new InputError(`${folder} is no folder.`);
  const { base, remarks } = loadBundles(r4(), folder, at);
  for (const remark of remarks.slice(0, remarksShownMax)) note(remark);
  if (remarks.length > remarksShownMax) note(`… and ${remarks.length - remarksShownMax} more remarks.`);
  return base;
}
