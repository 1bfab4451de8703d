import { existsSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { firstBrokenLine } from '#platform/audit/audit.ts';
import { anyAccount } from '#platform/auth/accounts.ts';
import { migrate } from '#platform/db/migrate.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import { loadSites } from '#directory/index.ts';
import { firstBrokenRecord } from '#training/index.ts';
import { brokenSecrets, inWords, lost, surveySecrets } from '#platform/secrets/reseal.ts';
import { readConfig, type Config } from '../config.ts';
import { sealedColumns, secretsOf } from '../secrets.ts';
import { exit, readArgs, type Command } from './command.ts';

/** What was looked at, what was found, and what to do where it is not well. */
interface Finding {
  readonly what: string;
  readonly found: string;
  readonly advice?: string;
}

const freeMiBMin = 2048;
const skewMsMax = 2000;
const reachMsMax = 5000;
/** Anything for those who are neither its owner nor in its group: a group may be how a service gets its key. */
const readByOthers = 0o007;

export const doctorCommand: Command = {
  help: `atelbow doctor

Looks at an installation: runtime, database, web pages, settings, audit log, record store. Says what is well and what to do about the rest.
Exit code 3 when something needs doing.`,
  async run(args, { say }) {
    readArgs(args, {}, []);
    const config = readConfig();
    const findings = [runtime(), pages(), await disk(config), await mail(config), await singleSignOn(config), ...(await database(config))];
    const width = Math.max(...findings.map(({ what }) => what.length));
    for (const { what, found, advice } of findings) {
      say(`${advice ? 'look' : 'ok  '}  ${what.padEnd(width)}  ${found}`);
      if (advice) say(`      ${' '.repeat(width)}  -> ${advice}`);
    }
    return findings.some(({ advice }) => advice) ? exit.short : exit.done;
  },
};

const runtime = (): Finding => ({ what: 'runtime', found: `Node ${process.versions.node} on ${process.platform}-${process.arch}` });

function pages(): Finding {
  const built = existsSync(join(import.meta.dirname, '../../../dist/index.html'));
  return { what: 'web pages', found: built ? 'built' : 'not built', ...(built ? {} : { advice: 'Run "npm run build".' }) };
}

async function disk({ databaseUrl }: Config): Promise<Finding> {
  const folder = databaseUrl.startsWith('embedded:') ? resolve(databaseUrl.slice('embedded:'.length)) : process.cwd();
  const { bavail, bsize } = await statfs(existsSync(folder) ? folder : process.cwd());
  const freeMiB = Math.floor((bavail * bsize) / 1_048_576);
  const advice =
    freeMiB < freeMiBMin ? { advice: `Make room: a database that cannot write stops. ${freeMiBMin} MiB free is the least.` } : {};
  return { what: 'disk', found: `${freeMiB} MiB free`, ...advice };
}

async function mail({ smtpUrl }: Config): Promise<Finding> {
  if (!smtpUrl) return { what: 'mail', found: 'not configured: notices appear in the product only' };
  const { hostname, port } = new URL(smtpUrl);
  const reached = await reach(hostname, Number(port || 587));
  return {
    what: 'mail',
    found: `${hostname} ${reached ? 'answers' : 'does not answer'}`,
    ...(reached ? {} : { advice: 'Check SMTP_URL and the firewall.' }),
  };
}

function reach(host: string, port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host, port, timeout: reachMsMax });
    const end = (reached: boolean) => (): void => {
      socket.destroy();
      answer(reached);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

async function singleSignOn({ oidc }: Config): Promise<Finding> {
  if (!oidc) return { what: 'single sign-on', found: 'not configured: people sign in with a password' };
  const url = `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(reachMsMax) }).catch(() => null);
  return {
    what: 'single sign-on',
    found: answer?.ok ? `${oidc.issuer} answers` : `${url} does not answer`,
    ...(answer?.ok ? {} : { advice: 'Check OIDC_ISSUER and the network.' }),
  };
}

async function secretsAtRest(db: Db): Promise<Finding> {
  const what = 'secrets';
  const lying = await surveySecrets(db, sealedColumns);
  const { from } = db.secrets;
  const gone = lost(lying, db.secrets);
  if (gone.length > 0) {
    const advice = 'Put that key back; "atelbow secrets drop-lost" if it is lost for good.';
    return { what, found: `${inWords(gone)}: sealed with key ${gone[0]?.keyId}, which is not here`, advice };
  }
  const broken = await brokenSecrets(db, sealedColumns);
  if (broken.length > 0)
    return {
      what,
      found: `changed outside of AtElbow: ${broken.join(', ')}`,
      advice: 'Keep the database as it is and compare with a back-up.',
    };
  if (db.secrets.kind === 'none')
    return {
      what,
      found: 'lie in the database as they are: on a database server no key is made by itself',
      advice: 'Set SECRETS_KEY or SECRETS_KEY_FILE; "atelbow secrets key" makes a key.',
    };
  if (db.secrets.kind !== 'setting' && ((await stat(from)).mode & readByOthers) !== 0)
    return { what, found: `others on this machine may read the key in ${from}`, advice: `Run "chmod 600 ${from}".` };
  const open = lying.filter(({ keyId }) => keyId !== db.secrets.currentKeyId());
  return open.length > 0
    ? { what, found: `${inWords(open)} wait to be sealed`, advice: 'Start the server: it seals them. Or run "atelbow secrets rotate".' }
    : { what, found: `sealed with key ${db.secrets.currentKeyId()} (${from}); keep a copy of it apart from the back-ups` };
}

async function database(config: Config): Promise<Finding[]> {
  let db: Db;
  try {
    db = await openDb(config.databaseUrl, { poolMax: 2, secrets: secretsOf(config) });
  } catch (error) {
    const advice = 'Check DATABASE_URL; for the embedded database, postgres.log in its folder says why.';
    return [{ what: 'database', found: error instanceof Error ? error.message : String(error), advice }];
  }
  try {
    const { rows } = await db.pool.query<{ version: string; ms: number }>(
      "select current_setting('server_version') as version, extract(epoch from clock_timestamp()) * 1000 as ms",
    );
    const skewMs = Math.abs(Date.now() - Number(rows[0]?.ms));
    const ran = await migrate(db);
    const broken = await firstBrokenLine(db);
    const brokenRecord = await firstBrokenRecord(db);
    const accounts = await anyAccount(db);
    const sites = await loadSites(db);
    return [
      {
        what: 'database',
        found: `PostgreSQL ${rows[0]?.version} (${db.kind})${ran.length > 0 ? `; brought up to date: ${ran.join(', ')}` : ''}`,
      },
      {
        what: 'clocks',
        found: `${Math.round(skewMs)} ms apart`,
        ...(skewMs > skewMsMax ? { advice: 'Set both machines by NTP: pages and timers follow the database.' } : {}),
      },
      {
        what: 'audit log',
        found: broken === null ? 'its chain holds' : `broken at line ${broken}`,
        ...(broken === null ? {} : { advice: 'Somebody changed or removed lines. Keep the database as it is and compare with a back-up.' }),
      },
      {
        what: 'record store',
        found: brokenRecord === null ? 'its chain holds' : `broken at statement ${brokenRecord}`,
        ...(brokenRecord === null
          ? {}
          : { advice: 'Somebody changed or removed statements. Keep the database as it is and compare with a back-up.' }),
      },
      await secretsAtRest(db),
      {
        what: 'accounts',
        found: accounts ? 'there are some' : 'none yet',
        ...(accounts ? {} : { advice: 'Open the address of the server: the first-run page creates the administrator.' }),
      },
      {
        what: 'hospital',
        found: sites.length > 0 ? sites.map(({ name, timeZone }) => `${name} (${timeZone})`).join(', ') : 'no site yet',
        ...(sites.length > 0 ? {} : { advice: 'Import its files: the Imports page, or "atelbow import FOLDER".' }),
      },
    ];
  } finally {
    await db.close();
  }
}
