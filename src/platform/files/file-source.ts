import { createReadStream, statSync } from 'node:fs';
import { defaultLimits, tooLarge, UnreadableFile } from './text-source.ts';

/** The bytes of a file on disk; one that is too large is refused before any of it is read. */
export async function* fileSource(path: string, bytesMax: number = defaultLimits.bytesMax): AsyncGenerator<Uint8Array> {
  try {
    if (statSync(path).size > bytesMax) throw new UnreadableFile(tooLarge(bytesMax));
    for await (const chunk of createReadStream(path)) yield chunk as Uint8Array;
  } catch (error) {
    // A folder in place of a file, or no permission to read it.
    if (error instanceof Error && 'syscall' in error) throw new UnreadableFile(`The file cannot be read: ${error.message}`);
    throw error;
  }
}
