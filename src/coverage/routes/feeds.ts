import { createHash, randomBytes } from 'node:crypto';
import { dayMs } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import type { CoveragePorts } from '../ports.ts';
import { feedEvents } from '../shell/feed.ts';
import { placesOf } from '../shell/places.ts';
import { deleteFeed, feedOf, findFeed, noteRead, saveFeed } from '../store/feeds.ts';
import { loadSupply } from '../store/facts.ts';
import { fullName } from '../words.ts';
import { ownPerson } from './own-shifts.ts';

const backDays = 30;
const aheadDays = 400;
const callsPerMinuteMax = 60;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export function feedRoutes({ db, clock, server }: Deps, ports: CoveragePorts): void {
  bind(server, contract.getFeed, async ({ actor }) => {
    const feed = actor.personId === null ? null : await feedOf(db, actor.personId);
    return { since: feed?.created_at.getTime() ?? null, lastReadAt: feed?.last_read_at?.getTime() ?? null };
  });

  bind(server, contract.makeFeed, ({ actor }) =>
    db.tx(async (tx) => {
      const personId = ownPerson(actor);
      const token = randomBytes(32).toString('base64url');
      await saveFeed(tx, personId, hashOf(token), clock.now());
      await audit(tx, actor, { action: 'feed.made', subjectKind: 'person', subjectId: personId }, clock.now());
      return { path: contract.feedPath(token) };
    }),
  );

  bind(server, contract.revokeFeed, ({ actor }) =>
    db.tx(async (tx) => {
      const personId = ownPerson(actor);
      await deleteFeed(tx, personId);
      await audit(tx, actor, { action: 'feed.revoked', subjectKind: 'person', subjectId: personId }, clock.now());
      return { done: true as const };
    }),
  );

  // Calendars send no cookie: the token in the address is the key, and only its hash is on record.
  server.get<{ Params: { file: string } }>(
    '/feeds/:file',
    { config: { access: 'public', rateLimit: { max: callsPerMinuteMax, timeWindow: '1 minute' } }, schema: { hide: true } },
    async (request, reply) => {
      const token = /^([\w-]{43})\.ics$/.exec(request.params.file)?.[1];
      const feed = token ? await findFeed(db, hashOf(token)) : null;
      if (!feed) throw notFound('This calendar');
      const now = clock.now();
      await noteRead(db, feed.person_id, now);
      const supply = await loadSupply(db);
      const places = placesOf(supply);
      const person = supply.people.find((one) => one.personId === feed.person_id);
      const events = await feedEvents(db, feed.person_id, { start: now - backDays * dayMs, end: now + aheadDays * dayMs }, supply, places);
      const head = {
        name: `AtElbow: ${person ? fullName(person) : 'shifts'}`,
        timeZone: places.zone(person?.homeUnit ?? null),
        stamp: now,
      };
      return reply
        .type('text/calendar; charset=utf-8')
        .header('cache-control', 'private, max-age=300')
        .send(ports.writeCalendar(head, events));
    },
  );
}
