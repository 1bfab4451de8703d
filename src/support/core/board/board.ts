import { hourMs, minuteMs, type Instant } from '#kernel/time.ts';
import { unitCover, type UnitCover } from './cover.ts';
import type { BoardIssue, BoardNeed, BoardRequest, BoardSupporter } from './facts.ts';
import { heatMap, type HeatMap } from './heat.ts';
import { topLines, type TopLine } from './top.ts';
import { waitsOf, type WaitsOf } from './waits.ts';

export interface QueueFigures {
  readonly waiting: number;
  readonly providersWaiting: number;
  /** Minutes of the one who waits longest; null: nobody waits. */
  readonly oldestMinutes: number | null;
  readonly oldestUnitId: string | null;
  /** Of those waiting: nobody is being called at this moment. */
  readonly gaps: number;
  readonly beingHelped: number;
  readonly toConfirm: number;
}

export interface Board {
  readonly at: Instant;
  readonly queue: QueueFigures;
  readonly waits: { readonly all: WaitsOf; readonly provider: WaitsOf; readonly other: WaitsOf };
  readonly units: readonly UnitCover[];
  readonly byPhone: { readonly onDuty: number; readonly free: number };
  readonly heat: HeatMap;
  readonly top: readonly TopLine[];
}

export interface BoardFacts {
  /** Everything that is open, and everything asked in the hours of the heat map. */
  readonly requests: readonly BoardRequest[];
  readonly supporters: readonly BoardSupporter[];
  readonly needs: readonly BoardNeed[];
  readonly issues: ReadonlyMap<string, BoardIssue>;
  /** How far the main site's clock is east of Greenwich now. */
  readonly offsetMs: number;
}

export const heatHours = 12;
const topMax = 10;

/** The command centre's wall at one moment. */
export function boardOf({ requests, supporters, needs, issues, offsetMs }: BoardFacts, now: Instant): Board {
  const lastHour = requests.filter(({ createdAt }) => createdAt > now - hourMs);
  const recent = requests.filter(({ createdAt }) => createdAt > now - heatHours * hourMs);
  const phone = supporters.filter(({ unitId, reachable }) => unitId === null && reachable);
  return {
    at: now,
    queue: queueOf(requests, now),
    waits: {
      all: waitsOf(lastHour, now),
      provider: waitsOf(
        lastHour.filter((one) => one.askerClass === 'provider'),
        now,
      ),
      other: waitsOf(
        lastHour.filter((one) => one.askerClass !== 'provider'),
        now,
      ),
    },
    units: unitCover(supporters, needs, requests),
    byPhone: { onDuty: phone.length, free: phone.filter(({ state }) => state === 'free').length },
    heat: heatMap(recent, now, heatHours, offsetMs),
    top: topLines(recent, issues, now, topMax),
  };
}

function queueOf(requests: readonly BoardRequest[], now: Instant): QueueFigures {
  const waiting = requests.filter(({ state }) => state === 'waiting');
  const oldest = waiting.reduce<BoardRequest | null>((first, one) => (first && first.waitingSince <= one.waitingSince ? first : one), null);
  return {
    waiting: waiting.length,
    providersWaiting: waiting.filter(({ askerClass }) => askerClass === 'provider').length,
    oldestMinutes: oldest && Math.max(0, now - oldest.waitingSince) / minuteMs,
    oldestUnitId: oldest?.unitId ?? null,
    gaps: waiting.filter(({ gap }) => gap).length,
    beingHelped: requests.filter(({ state }) => state === 'accepted' || state === 'on-the-way' || state === 'arrived').length,
    toConfirm: requests.filter(({ state }) => state === 'done').length,
  };
}
