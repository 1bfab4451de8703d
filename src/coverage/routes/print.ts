import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { isLocalDate, toLocal } from '#kernel/time.ts';
import type { Deps } from '#platform/deps.ts';
import { mayCall } from '#platform/http/bind.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import { publishedPlanId } from '../contract.ts';
import type { CoveragePorts } from '../ports.ts';
import { placesOf } from '../shell/places.ts';
import { daySheet, unitSheet } from '../shell/sheets.ts';
import { loadSupply } from '../store/facts.ts';
import { loadRoster } from '../store/roster.ts';
import { mustBeSpan } from './board.ts';

const access = 'coverage.read';
const sheetDaysMax = 42;
const Day = z.object({ date: z.string(), siteId: z.string(), planId: z.string().default(publishedPlanId) });
const Unit = z.object({ unitId: z.string(), from: z.string(), to: z.string(), planId: z.string().default(publishedPlanId) });

export function printRoutes({ db, clock, server }: Deps, ports: CoveragePorts): void {
  server.get('/api/coverage/print/day.pdf', { config: { access }, schema: { hide: true } }, async (request, reply) => {
    mayCall(access, request.actor);
    const { date, siteId, planId } = read(Day, request.query);
    if (!isLocalDate(date)) throw invalid(`${date} is not a date.`);
    const supply = await loadSupply(db);
    const places = placesOf(supply);
    const site = supply.sites.find((one) => one.siteId === siteId);
    if (!site) throw notFound('This site');
    const roster = await loadRoster(db, planId, places.window(date, date));
    const printed = toLocal(clock.now(), site.timeZone);
    return send(reply, `coverage-${siteId}-${date}.pdf`, await ports.printSheet(daySheet(date, site, roster, supply, places, printed)));
  });

  server.get('/api/coverage/print/unit.pdf', { config: { access }, schema: { hide: true } }, async (request, reply) => {
    mayCall(access, request.actor);
    const { unitId, from, to, planId } = read(Unit, request.query);
    mustBeSpan(from, to, sheetDaysMax);
    const supply = await loadSupply(db);
    const places = placesOf(supply);
    const unit = places.unit(unitId);
    if (!unit) throw notFound('This unit');
    const roster = await loadRoster(db, planId, places.window(from, to));
    const printed = toLocal(clock.now(), places.zone(unitId));
    return send(
      reply,
      `coverage-${unitId}-${from}.pdf`,
      await ports.printSheet(unitSheet({ from, to }, unit, roster, supply, places, printed)),
    );
  });
}

function read<T>(schema: z.ZodType<T>, query: unknown): T {
  const parsed = schema.safeParse(query);
  if (!parsed.success) throw invalid(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  return parsed.data;
}

const send = (reply: FastifyReply, name: string, pdf: Uint8Array): FastifyReply =>
  reply
    .type('application/pdf')
    .header('cache-control', 'no-store')
    .header('content-disposition', `inline; filename="${name.replaceAll(/[^\w.-]/g, '_')}"`)
    .send(Buffer.from(pdf));
