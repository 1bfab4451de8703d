import { loadGaps, loadUnitNeeds } from '#coverage/index.ts';
import { loadSites, loadUnits } from '#directory/index.ts';
import { hourMs, minuteMs, parseIso, toLocal, type Instant, type TimeZone } from '#kernel/time.ts';
import type { WallBoard } from '../contract.ts';
import { boardOf, heatHours } from '../core/board/board.ts';
import type { BoardIssue } from '../core/board/facts.ts';
import { isReachable } from '../core/dispatch/pool.ts';
import { boardRequests } from '../store/board.ts';
import { loadDowntimes, openIncident } from '../store/incidents.ts';
import { loadIssues } from '../store/issues.ts';
import { loadSettings } from '../store/settings.ts';
import { loadSupporters } from '../store/supporters.ts';
import type { DeskDeps } from './change-desk.ts';

const gapHours = 12;
const gapsMax = 40;
const quarterMs = 15 * minuteMs;

/** What the wall shows. A look: nothing is locked, and nothing that an asker typed is read. */
export const wallBoard = ({ db, now: clock }: DeskDeps): Promise<WallBoard> =>
  db.tx(async (tx) => {
    const now = await clock(tx);
    const [sites, units, settings] = [await loadSites(tx), await loadUnits(tx), await loadSettings(tx)];
    const requests = await boardRequests(tx, now - heatHours * hourMs);
    const { supporters } = await loadSupporters(tx, now, []);
    const issueIds = [...new Set(requests.flatMap(({ issueId }) => issueId ?? []))];
    const issues = issueIds.length === 0 ? [] : await loadIssues(tx, issueIds);
    const zone = sites[0]?.timeZone ?? 'UTC';
    const board = boardOf(
      {
        requests,
        supporters: supporters.map(({ supporterId, unitId, state, heartbeatAt }) => ({
          supporterId,
          unitId,
          state,
          reachable: isReachable({ heartbeatAt }, now, { settings }),
        })),
        needs: await loadUnitNeeds(tx, now),
        issues: new Map(
          issues.map((row): [string, BoardIssue] => [
            row.issue_id,
            { issueId: row.issue_id, title: row.title, open: row.state === 'open' },
          ]),
        ),
        offsetMs: offsetOf(zone, now),
      },
      now,
    );
    const gaps = await loadGaps(tx, now, now + gapHours * hourMs);
    const names = new Map(units.map(({ unitId, name }) => [unitId, name]));
    const named = [...board.units, ...board.heat.rows, ...gaps].flatMap(({ unitId }) => unitId ?? []);
    return {
      ...board,
      zone,
      units: [...board.units],
      heat: { ...board.heat, hours: [...board.heat.hours], rows: board.heat.rows.map((row) => ({ ...row, counts: [...row.counts] })) },
      top: [...board.top],
      gaps: gaps.slice(0, gapsMax).map(({ unitId, kind, start, end, missing, topic, reason }) => ({
        unitId,
        kind,
        start,
        end,
        missing,
        topic,
        reason,
      })),
      unitNames: Object.fromEntries([...new Set(named)].map((unitId) => [unitId, names.get(unitId) ?? unitId])),
      incident: await openIncident(tx),
      downtimes: await loadDowntimes(tx, now, now),
    };
  });

/** How far a zone's clock is east of Greenwich at a moment. */
function offsetOf(zone: TimeZone, now: Instant): number {
  const { date, time } = toLocal(now, zone);
  const asUtc = parseIso(`${date}T${time}Z`, 'UTC');
  return asUtc.ok ? Math.round((asUtc.value - now) / quarterMs) * quarterMs : 0;
}
