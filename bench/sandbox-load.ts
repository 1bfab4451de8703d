import { connect, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { randomStream } from '#kernel/random.ts';
import { observation, vitalCodes } from './sandbox-hospital.ts';

/*
 * The load of a class: each connection asks, waits for the answer and asks again, as one of many learners chosen by chance.
 * A thread of its own with a bare HTTP client, so that what is measured is the server.
 */

export interface LoadJob {
  readonly port: number;
  readonly learners: readonly string[];
  readonly patients: number;
  readonly connections: number;
  readonly seconds: number;
  /** Share of requests that write, 0 to 1. */
  readonly writes: number;
}

export interface LoadResult {
  readonly perS: number;
  readonly p99Ms: number;
  readonly failures: number;
}

const job = workerData as LoadJob;
const random = randomStream(7);
const waits: number[] = [];
let failures = 0;
const until = performance.now() + job.seconds * 1000;

function nextRequest(): string {
  const learner = job.learners[Math.floor(random() * job.learners.length)] ?? '';
  const patient = `p${Math.floor(random() * job.patients)}`;
  const path = `/sandbox/${learner}/fhir`;
  if (random() < job.writes) {
    const body = JSON.stringify(observation('new', patient, vitalCodes[0], 70, '2027-03-01T08:00:00Z'));
    return `POST ${path}/Observation HTTP/1.1\r\nhost: x\r\ncontent-type: application/fhir+json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  }
  const kind = random();
  const code = vitalCodes[Math.floor(random() * vitalCodes.length)] ?? '';
  const url =
    kind < 0.5
      ? `Patient/${patient}`
      : kind < 0.8
        ? `Observation?patient=${patient}&code=${code}`
        : `Observation?patient=${patient}&_sort=-date&_count=10`;
  return `GET ${path}/${url} HTTP/1.1\r\nhost: x\r\n\r\n`;
}

function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port: job.port, host: '127.0.0.1', noDelay: true });
    let sentAt = 0;
    let pending = '';
    const ask = (): void => {
      if (performance.now() >= until) {
        socket.destroy();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(nextRequest());
    };
    socket.setEncoding('latin1').once('error', reject).once('connect', ask);
    socket.on('data', (chunk) => {
      pending += chunk;
      const head = pending.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(pending.slice(0, head))?.[1] ?? 0);
      if (pending.length < head + 4 + length) return;
      waits.push(performance.now() - sentAt);
      if (!/^HTTP\/1\.1 20[01]/.test(pending)) failures++;
      pending = '';
      ask();
    });
  });
}

await Promise.all(Array.from({ length: job.connections }, run));
const sorted = waits.toSorted((a, b) => a - b);
const result: LoadResult = { perS: waits.length / job.seconds, p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0, failures };
parentPort?.postMessage(result);
