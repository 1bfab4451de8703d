import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = '/usr/lib/postgresql/15/bin';

/** A PostgreSQL server of the system on a socket of its own, with an empty database; null where none is installed. */
export function startDebianServer(): { readonly url: string; readonly stop: () => void } | null {
  if (!existsSync(join(bin, 'initdb'))) return null;
  const dir = mkdtempSync(join(tmpdir(), 'atelbow-bench-pg-'));
  const data = join(dir, 'data');
  // PostgreSQL refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) spawnSync('chown', ['postgres:postgres', dir]);
  chmodSync(dir, 0o755);
  const run = (tool: string, ...args: string[]): void => {
    const command = isRoot ? ['runuser', '-u', 'postgres', '--', join(bin, tool), ...args] : [join(bin, tool), ...args];
    // pg_ctl leaves the server its own output, so nothing of ours may wait for its end.
    const { status } = spawnSync(command[0] ?? '', command.slice(1), { stdio: 'ignore', cwd: dir });
    if (status !== 0) throw new Error(`${tool} ended with ${status}`);
  };
  run('initdb', '-D', data, '-A', 'trust', '-U', 'postgres');
  run('pg_ctl', '-D', data, '-o', `-k ${dir} -c listen_addresses=''`, '-w', '-l', join(dir, 'log'), 'start');
  return {
    url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(dir)}`,
    stop() {
      run('pg_ctl', '-D', data, '-m', 'fast', '-w', 'stop');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
