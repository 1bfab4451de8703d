import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { findPerson } from '#directory/index.ts';
import { hashToken } from '#platform/auth/token.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { Clock } from '#platform/deps.ts';
import type { ContentOrigin } from '#platform/http/content-origin.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import type { PlayerLaunch, PlayerWays } from '../contract/player.ts';
import { unitsOf, type CourseUnit } from '../core/packages/course.ts';
import { objectivesAsData } from '../core/packages/scorm-report.ts';
import { commitFault, openingOf } from '../core/packages/scorm-run.ts';
import { openWays } from '../core/sequencing/course-way.ts';
import { objectivesFor } from '../core/sequencing/report.ts';
import type { JsonObject } from '../core/xapi/json.ts';
import { findRun, takeCommit } from './scorm-runs.ts';
import { findWay } from './sequence.ts';
import { findPackage, findSession, lockRegistration } from './store.ts';
import type { PackageRow, RegistrationRow, SessionRow } from './tables.ts';
import { sessionLifeMs } from './unit-key.ts';

const Body = z.object({ sequence: z.int().min(1), finished: z.boolean(), cmi: z.record(z.string(), z.unknown()) });

/** Where SCORM finds its run-time: a page that holds the API, the SCO in a frame in it, and the address to which it commits. */
export function playerRoutes({ db, clock }: { readonly db: Db; readonly clock: Clock }, content: ContentOrigin): void {
  const { server } = content;
  server.get<{ Params: { token: string } }>('/play/:token/', async (request, reply) => {
    const { session, registration, row } = await opened(db, clock, request.params.token);
    const unit = unitsOf(row.course.children)[session.unit];
    if (!unit || row.kind === 'cmi5') throw notFound('This address');
    const launch = await db.tx((tx) => launchFor(tx, { session, registration, row, unit }, content.framers()));
    const nonce = randomBytes(16).toString('hex');
    return reply
      .type('text/html')
      .header('content-security-policy', playerPolicy(nonce, content.framers()))
      .header('clear-site-data', '"storage"') // nothing of another course is left lying about
      .send(page(unit.title, launch, nonce));
  });

  server.post<{ Params: { token: string } }>('/play/:token/commit', async (request) => {
    const body = Body.safeParse(request.body);
    if (!body.success) throw new Problem(400, 'no-commit', 'A commit has a sequence, says whether the SCO is done, and holds its data.');
    const commit = { ...body.data, cmi: body.data.cmi as JsonObject };
    const fault = commitFault(commit.cmi);
    if (fault !== null) throw new Problem(422, 'not-kept', fault);
    const known = await opened(db, clock, request.params.token);
    // Once this is answered it is in the database: a SCO that hears "true" may be closed.
    const taken = await db.tx(async (tx) => {
      const registration = await lockRegistration(tx, known.session.registration);
      const session = await findSession(tx, 'session_id', known.session.session_id);
      if (!session || !(await takeCommit(tx, { row: known.row, registration, session }, commit, clock.now()))) return null;
      return { ways: await waysOf(tx, known.row, session) };
    });
    if (!taken) throw new Problem(409, 'session-over', 'This session is over: the unit was finished, left, or opened anew.');
    return { kept: true, ...taken };
  });

  server.get<{ Params: { token: string } }>('/play/:token/left', async (_request, reply) => {
    const nonce = randomBytes(16).toString('hex');
    const script = "parent.postMessage({ atelbow: 'left' }, '*')"; // says nothing but that a unit wants to be left
    return reply
      .type('text/html')
      .header('content-security-policy', `default-src 'none'; script-src 'nonce-${nonce}'; frame-ancestors ${content.framers().join(' ')}`)
      .send(
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Left</title><p>You have left this unit. You may close this window.</p><script nonce="${nonce}">${script}</script></html>`,
      );
  });
}

/** What the player of a unit is given. */
async function launchFor(
  tx: Tx,
  { session, registration, row, unit }: { session: SessionRow; registration: RegistrationRow; row: PackageRow; unit: CourseUnit },
  framers: readonly string[],
): Promise<PlayerLaunch> {
  const run = await findRun(tx, session.registration, session.unit);
  const person = await findPerson(tx, registration.person_id);
  const learner = { id: registration.person_id, name: person ? `${person.familyName}, ${person.givenName}` : registration.person_id };
  const { cmi } = openingOf(row.kind, { unit, learner, mode: session.mode }, run);
  const way = await findWay(tx, row.course, registration);
  const shared = way ? objectivesAsData(objectivesFor(way.tree, way.tracking, session.unit)) : {};
  const seeded = Object.keys(shared).length > 0 && !('objectives' in cmi) ? { ...cmi, objectives: shared } : cmi;
  return {
    kind: row.kind === 'scorm-1.2' ? 'scorm-1.2' : 'scorm-2004',
    src: `files/${unit.url}`,
    commitTo: 'commit',
    cmi: seeded,
    framers,
    ways: await waysOf(tx, row, session),
  };
}

/** Which ways lead on from a unit that is going on; null where the course has no order of its own, or the unit is only looked at. */
async function waysOf(tx: Tx, row: PackageRow, session: SessionRow): Promise<PlayerWays | null> {
  const way = session.mode === 'Normal' ? await findWay(tx, row.course, { registration: session.registration }) : null;
  return way && openWays(way);
}

/** @throws Problem 404 for an address that nobody was given, or that is older than a day. */
export async function opened(
  db: Db,
  clock: Clock,
  token: string,
): Promise<{ session: SessionRow; registration: RegistrationRow; row: PackageRow }> {
  const session = await findSession(db, 'content_hash', hashToken(token));
  if (!session || clock.now() > session.launched_at.getTime() + sessionLifeMs) throw notFound('This address');
  return db.tx(async (tx) => {
    const registration = await lockRegistration(tx, session.registration);
    const row = await findPackage(tx, registration.package_id);
    if (!row) throw notFound('This address');
    return { session, registration, row };
  });
}

/** The frame in it goes nowhere but here, and it stands in a frame of our own pages only. */
const playerPolicy = (nonce: string, framers: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framers.join(' ')}`,
  ].join('; ');

const escaped = (text: string): string => text.replace(/[<>&"]/g, (char) => `&#${char.charCodeAt(0)};`);

function page(title: string, launch: PlayerLaunch, nonce: string): string {
  const json = JSON.stringify(launch).replaceAll('<', String.raw`\u003c`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style nonce="${nonce}">html, body, iframe { margin: 0; width: 100%; height: 100%; border: 0; display: block; } body { overflow: hidden; }</style>
</head>
<body>
<script type="application/json" id="launch">${json}</script>
<script type="module" src="/player.js"></script>
</body>
</html>`;
}
