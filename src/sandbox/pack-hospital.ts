import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Resource } from './core/fhir/resource.ts';
import type { PackedHospital } from './ports.ts';

const squeeze = promisify(gzip);
const unsqueeze = promisify(gunzip);

/** A JSON list, one resource a line, squeezed. */
export async function pack(resources: readonly Resource[]): Promise<PackedHospital> {
  const json = await squeeze(`[\n${resources.map((one) => JSON.stringify(one)).join(',\n')}\n]`);
  return { count: resources.length, json };
}

/** The resources again; read line by line in slices by whoever iterates. What was kept before lines were is read at once. */
export async function unpack(json: Buffer): Promise<Iterable<Resource>> {
  const text = (await unsqueeze(json)).toString('utf8');
  return text.startsWith('[\n') ? lines(text) : (JSON.parse(text) as Resource[]);
}

function* lines(text: string): Generator<Resource> {
  for (let from = 2; from < text.length - 2;) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end);
    yield JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line) as Resource;
    from = end + 1;
  }
}
