import type { Course, CourseReading, PackageIssue } from '../core/packages/course.ts';
import { readCmi5 } from '../core/packages/read-cmi5.ts';
import { readManifest } from '../core/packages/read-manifest.ts';
import { openZip, ZipFault } from './open-zip.ts';
import { readXml, XmlFault } from './read-xml.ts';

export interface PackageReading {
  readonly course: Course | null;
  readonly issues: readonly PackageIssue[];
  /** Paths as the course names them: what stands above the manifest in the zip is cut off. */
  readonly files: ReadonlyMap<string, Buffer>;
}

const manifests = [
  ['cmi5.xml', readCmi5],
  ['imsmanifest.xml', readManifest],
] as const;

/** A zip as a course with its files. Never throws for bad content: that is an issue. */
export async function readPackage(bytes: Buffer): Promise<PackageReading> {
  try {
    const all = await openZip(bytes);
    for (const [name, read] of manifests) {
      const files = below(all, name);
      const manifest = files?.get(name);
      if (files && manifest) return { ...readOne(name, manifest, files, read), files };
    }
    return refused('', 0, 'There is neither cmi5.xml nor imsmanifest.xml at the top of the zip.');
  } catch (error) {
    if (error instanceof ZipFault) return refused('', 0, error.message);
    throw error;
  }
}

/** The manifest lies at the top, or in the one folder that holds everything (as zips made by right-click have it). */
function below(all: ReadonlyMap<string, Buffer>, manifest: string): ReadonlyMap<string, Buffer> | null {
  if (all.has(manifest)) return all;
  const folders = new Set([...all.keys()].map((path) => path.split('/')[0]).filter((top) => top !== '__MACOSX'));
  const [folder] = folders;
  if (folders.size !== 1 || !all.has(`${folder}/${manifest}`)) return null;
  const prefix = `${folder}/`;
  return new Map([...all].flatMap(([path, bytes]) => (path.startsWith(prefix) ? [[path.slice(prefix.length), bytes] as const] : [])));
}

function readOne(name: string, manifest: Buffer, files: ReadonlyMap<string, Buffer>, read: (typeof manifests)[number][1]): CourseReading {
  try {
    return read(readXml(manifest), new Set(files.keys()));
  } catch (error) {
    if (error instanceof XmlFault) return refused(name, error.line, `The file ${error.message}.`);
    throw error;
  }
}

const refused = (file: string, line: number, text: string): PackageReading => ({
  course: null,
  issues: [{ file, line, text, severity: 'error' }],
  files: new Map(),
});
