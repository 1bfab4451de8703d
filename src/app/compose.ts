import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { loadElsewhere, registerCoverage, type Mail } from '#coverage/index.ts';
import { registerDirectory, setUpOrganisation } from '#directory/index.ts';
import { fhirSource } from '#integrations/fhir/fhir-source.ts';
import { webPushSender } from '#integrations/push/web-push.ts';
import { scimGroupsTarget } from '#integrations/gate/scim-groups.ts';
import { webHookTarget } from '#integrations/gate/web-hook.ts';
import { registerScim } from '#integrations/scim/routes.ts';
import { writeCalendar } from '#integrations/ical/write-calendar.ts';
import { registerItsmHooks } from '#integrations/itsm/routes.ts';
import { imapMailbox } from '#integrations/mailbox/imap-mailbox.ts';
import { classInvitations } from '#integrations/mail/class-invitations.ts';
import { smtpMail } from '#integrations/mail/smtp-mail.ts';
import { iceServers } from '#integrations/turn/ice-servers.ts';
import { registerTelephony } from '#integrations/telephony/routes.ts';
import { printHelpSheets } from '#integrations/pdf/help-sheets.ts';
import { printSheet } from '#integrations/pdf/print-sheet.ts';
import { registerAudit } from '#platform/audit/routes.ts';
import { makeAuthenticate } from '#platform/auth/authenticate.ts';
import { makeFindActor } from '#platform/auth/find-actor.ts';
import { registerAuth } from '#platform/auth/register.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import { migrate } from '#platform/db/migrate.ts';
import type { Clock } from '#platform/deps.ts';
import { followServer, makeContentOrigin } from '#platform/http/content-origin.ts';
import { serveOperations } from '#platform/http/operations.ts';
import { servePages, servePlayer } from '#platform/http/pages.ts';
import { makeServer } from '#platform/http/server.ts';
import { registerImports } from '#platform/imports/routes.ts';
import { streamNews } from '#platform/realtime/stream.ts';
import { sealWhatLiesOpen } from '#platform/secrets/reseal.ts';
import { registerSecrets } from '#platform/secrets/routes.ts';
import {
  databaseNow,
  loadTeaching as loadTeachLog,
  phoneLine,
  registerSupport,
  type Channels,
  type Mailbox,
  type Push,
} from '#support/index.ts';
import { registerSandbox } from '#sandbox/index.ts';
import { registerClasses, registerSuperUsers, registerTraining, type ClassPorts } from '#training/index.ts';
import type { Config } from './config.ts';
import { channelsOf } from './channels.ts';
import { sealedColumns, secretsOf } from './secrets.ts';
import { hooksOf, ticketSystemsOf } from './ticket-systems.ts';
import { assumptionsWithout } from './imports/assume.ts';
import { importKinds } from './imports/kinds.ts';
import { can, permissions, roles } from './permissions.ts';
import { runPlan } from './planner/plan-runner.ts';
import { runTimetable } from './planner/timetable-runner.ts';

export interface App {
  readonly server: FastifyInstance;
  readonly db: Db;
  /** False: the web pages are not built, only the interface answers. */
  readonly hasPages: boolean;
  /** The listener of content packages; rejects when the port that was set for it is taken. */
  readonly contentListens: Promise<void>;
  close(): Promise<void>;
}

/** What whoever composes brings instead of what the configuration would give: tests, mostly. */
export interface OwnPorts {
  readonly channels?: Channels;
  readonly push?: Push;
  readonly mail?: Mail;
  readonly mailbox?: Mailbox;
  readonly invite?: NonNullable<ClassPorts['invite']>;
}
/** The systems that are told who may work in the EHR. */
const gateTargets = ({ gate }: Config, clock: Clock) => [
  ...(gate.scim ? [scimGroupsTarget(gate.scim)] : []),
  ...(gate.hook ? [webHookTarget({ ...gate.hook, now: () => clock.now() })] : []),
];

/** What training takes from the settings. */
const ofTraining = (config: Config, clock: Clock) => ({
  gateTargets: gateTargets(config, clock),
  gateToken: config.gate.token,
  url: config.url,
  version: config.version,
  recordBytesMax: config.recordBytesMax,
});

const dist = join(import.meta.dirname, '../../dist');
export const machineClock: Clock = { now: () => Date.now() };

async function openUpToDate(config: Config): Promise<Db> {
  const db = await openDb(config.databaseUrl, { secrets: secretsOf(config) });
  try {
    await migrate(db);
    await sealWhatLiesOpen(db, sealedColumns);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Joins everything. The only function that knows every context and every adapter. */
export async function compose(config: Config, clock: Clock = machineClock, ports: OwnPorts = {}): Promise<App> {
  const db = await openUpToDate(config);
  const content = makeContentOrigin({ ...config.content, url: config.url });
  const server = await makeServer({
    frameOrigin: (host) => content.of(host),
    log: config.log,
    version: config.version,
    callsPerMinuteMax: config.callsPerMinuteMax,
    authenticate: makeAuthenticate(db, clock, { can, url: config.url }),
  });
  await servePlayer(content.server, dist);
  const contentListens = followServer(content, server);
  const deps = { db, clock, server };
  registerAuth(deps, { roles, permissions: Object.keys(permissions), can, url: config.url, oidc: config.oidc, onSetUp: setUpOrganisation });
  registerAudit(deps);
  registerSecrets(deps, sealedColumns);
  registerDirectory(deps);
  registerScim(deps, { roles, can, token: config.scimToken });
  await registerSandbox(deps, {
    version: config.version,
    heldMibMax: config.practiceMibMax,
    // Tests own the time, and most of them never open a hospital.
    prepares: clock === machineClock,
    findActor: makeFindActor(db, can),
    ownServer: config.practiceFhir.url === null ? null : fhirSource({ address: config.practiceFhir.url, token: config.practiceFhir.token }),
  });
  const mail = ports.mail ?? (config.smtpUrl === null ? null : smtpMail(config.smtpUrl, config.mailFrom));
  registerTraining(deps, { ...ofTraining(config, clock), mail, content });
  registerSuperUsers(deps, { taughtSince: loadTeachLog });
  registerClasses(deps, {
    isElsewhere: loadElsewhere,
    runTimetable,
    invite: ports.invite ?? (config.smtpUrl === null ? null : classInvitations(config.smtpUrl, config.mailFrom)),
    url: config.url,
  });
  registerCoverage(deps, { runPlan, mail, url: config.url, printSheet, writeCalendar });
  // Timers of support run by the database's clock, which all instances share, unless whoever composes owns the time.
  const now = clock === machineClock ? databaseNow : async () => clock.now();
  registerSupport(deps, {
    channels: ports.channels ?? channelsOf(config, mail),
    push: ports.push ?? webPushSender({ subject: config.pushSubject, hosts: config.pushHosts }),
    telephone: config.supportTelephone,
    mail,
    mailbox: ports.mailbox ?? (config.imapUrl === null ? null : imapMailbox(config.imapUrl)),
    replyTo: config.mailReplyTo,
    ticketSystems: ticketSystemsOf(config),
    iceServers: (name, at) => iceServers(config.turn, name, at),
    printHelpSheets,
    url: config.url,
    now,
  });
  await registerItsmHooks(deps, { db, now }, hooksOf(config));
  registerTelephony(deps, { line: phoneLine({ db, now }), token: config.telephony?.token ?? null, url: config.url });
  registerImports(deps, { kinds: importKinds, bytesMax: config.uploadBytesMax, assumptions: (given) => assumptionsWithout(db, given) });
  serveOperations(server, db, config.version);
  await streamNews(server, db);
  const hasPages = await servePages(server, dist);
  return {
    server,
    db,
    hasPages,
    contentListens,
    async close() {
      await server.close();
      await db.close();
    },
  };
}
