import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { pathFault } from '../core/packages/package-path.ts';

export const zipLimits = {
  zipBytesMax: 64 * 1_048_576,
  filesMax: 5000,
  fileBytesMax: 48 * 1_048_576,
  totalBytesMax: 256 * 1_048_576,
  /** Unpacked bytes for each packed one; small files may exceed it. */
  ratioMax: 200,
  ratioFreeBytes: 1_048_576,
} as const;

/** Why a zip is not taken, in plain words. */
export class ZipFault extends Error {}

/**
 * The files of a zip by path, all in memory. Sizes are counted while unpacking, never believed.
 * @throws ZipFault for what is no zip, too large, encrypted, a link, or would leave the package.
 */
export async function openZip(bytes: Buffer, limits = zipLimits as Limits): Promise<ReadonlyMap<string, Buffer>> {
  if (bytes.length > limits.zipBytesMax) throw new ZipFault(`The file is larger than ${mib(limits.zipBytesMax)}.`);
  const zip = await opened(bytes);
  if (zip.entryCount > limits.filesMax) throw new ZipFault(`It holds more than ${limits.filesMax} files.`);
  const files = new Map<string, Buffer>();
  const seen = new Set<string>();
  let total = 0;
  for (let entry = await next(zip); entry; entry = await next(zip)) {
    const path = entry.fileName.replace(/\/$/, '');
    checkEntry(entry, path);
    if (entry.fileName.endsWith('/')) continue;
    // A file system that ignores case would mix them up; authors do not do this on purpose.
    if (seen.has(path.toLowerCase())) throw new ZipFault(`It holds “${shown(path)}” twice.`);
    seen.add(path.toLowerCase());
    const room = Math.min(limits.fileBytesMax, limits.totalBytesMax - total, ratioRoom(entry, limits));
    const content = await unpacked(zip, entry, room, path);
    total += content.length;
    files.set(path, content);
  }
  return files;
}
type Limits = { readonly [K in keyof typeof zipLimits]: number };

const mib = (size: number): string => `${Math.floor(size / 1_048_576)} MiB`;
const shown = (path: string): string => path.slice(0, 80);
const ratioRoom = (entry: Entry, limits: Limits): number => Math.max(limits.ratioFreeBytes, entry.compressedSize * limits.ratioMax);

function checkEntry(entry: Entry, path: string): void {
  const fault = pathFault(path);
  if (fault !== null) throw new ZipFault(`The path “${shown(path)}” ${fault}.`);
  if (entry.isEncrypted()) throw new ZipFault(`“${shown(path)}” is encrypted.`);
  // Made on Unix (3): the upper half of the attributes is the mode; 0xA000 is a symbolic link, 0x8000 a file, 0x4000 a folder.
  const type = entry.versionMadeBy >> 8 === 3 ? (entry.externalFileAttributes >>> 16) & 0xf000 : 0;
  if (![0, 0x8000, 0x4000].includes(type)) throw new ZipFault(`“${shown(path)}” is a link or a device, not a file.`);
}

function opened(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Strict names: yauzl itself refuses absolute paths, `..` and backslashes before pathFault sees them.
    fromBuffer(bytes, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(new ZipFault(`It is no zip that can be read (${error.message}).`)) : resolve(zip),
    );
  });
}

function next(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const done = (act: () => void) => () => {
      zip.removeAllListeners();
      act();
    };
    zip.once('entry', (entry: Entry) => done(() => resolve(entry))());
    zip.once(
      'end',
      done(() => resolve(null)),
    );
    zip.once('error', (error: Error) => done(() => reject(new ZipFault(`It cannot be unpacked: ${error.message}.`)))());
    zip.readEntry();
  });
}

function unpacked(zip: ZipFile, entry: Entry, room: number, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLarge = new ZipFault(`“${shown(path)}” is too large unpacked, or the package is.`);
    if (entry.uncompressedSize > room) return reject(tooLarge);
    return zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(new ZipFault(`“${shown(path)}” cannot be unpacked: ${error.message}.`));
      const parts: Buffer[] = [];
      let size = 0;
      stream.on('data', (part: Buffer) => {
        size += part.length;
        if (size > room) stream.destroy(tooLarge);
        else parts.push(part);
      });
      stream.on('error', (fault) =>
        reject(fault instanceof ZipFault ? fault : new ZipFault(`“${shown(path)}” is damaged: ${fault.message}.`)),
      );
      return stream.on('end', () => resolve(Buffer.concat(parts)));
    });
  });
}
