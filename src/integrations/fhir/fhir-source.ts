import { SourceFault, type FhirSource } from '#sandbox/ports.ts';

export interface FhirSourceOptions {
  /** `https://host/fhir`; a slash at the end makes no difference. */
  readonly address: string;
  /** Bearer token; null: the server needs none. */
  readonly token: string | null;
  readonly timeoutMs?: number;
}

const timeoutMsDefault = 10_000;
const bodyBytesMax = 16 * 1_048_576;

/** Reads another FHIR server over HTTP. Its token goes to that server alone: redirects and pages elsewhere are refused. */
export function fhirSource({ address: given, token, timeoutMs = timeoutMsDefault }: FhirSourceOptions): FhirSource {
  const address = given.replace(/\/+$/, '');
  const { origin } = new URL(address);
  const headers = { accept: 'application/fhir+json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
  return {
    address,
    async get(place) {
      const url = new URL(/^https?:/.test(place) ? place : `${address}/${place}`);
      if (url.origin !== origin) throw new SourceFault('unusable', 'it sends us to another server for the next page.');
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const answer = await fetch(url, { headers, redirect: 'manual', signal });
        if (answer.status >= 300 && answer.status < 400) throw new SourceFault('unusable', 'it sends us to another address.');
        return { status: answer.status, body: await boundedText(answer) };
      } catch (error) {
        if (error instanceof SourceFault) throw error;
        if (signal.aborted) throw new SourceFault('timeout', `no answer in ${timeoutMs / 1000} s.`);
        throw new SourceFault('unreachable', 'it can not be reached.');
      }
    },
  };
}

async function boundedText(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.byteLength;
    if (bytes > bodyBytesMax) throw new SourceFault('unusable', `its answer is larger than ${bodyBytesMax / 1_048_576} MiB.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
