import type { Instant } from '#kernel/time.ts';
import type { ChangeLine, FeedbackPlace, OwnFeedback, RepairLine } from '../contract/feedback.ts';
import { countWords, isNews, nothingSeen, troubleOf, type Evidence } from '../core/feedback/trouble.ts';
import { settingsWith } from '../core/gate/settings.ts';
import { loadSettings } from '../shell/load-gate.ts';
import { loadEvidence } from './evidence.ts';
import { loadNames, type Named } from './names.ts';
import { closedRepairs, feedbackOf, openRepairs, unanswered, type FeedbackRow, type RepairRow } from './store.ts';
import { keyOfPlace, placeOf, type Reader } from './tables.ts';

export interface Queue {
  readonly named: Named;
  readonly lines: readonly RepairLine[];
}

/** Every place that is in somebody's way, or that somebody sees to; the worst first. */
export async function loadQueue(on: Reader, now: Instant): Promise<Queue> {
  const named = await loadNames(on);
  const { abandonedAfterDays } = settingsWith(await loadSettings(on));
  const measured = await loadEvidence(on, named, { now, abandonedAfterDays });
  const words = Map.groupBy(await unanswered(on), (row) => keyOfPlace(placeOf(row)));
  const open = new Map((await openRepairs(on)).map((row) => [keyOfPlace(placeOf(row)), row]));
  const left = leftAsTheyAre(await closedRepairs(on, {}, 2000));
  const places = new Map<string, FeedbackPlace>(
    [
      ...measured.values().map((one) => one.place),
      ...words.values().flatMap((rows) => rows.map(placeOf)),
      ...open.values().map(placeOf),
    ].map((place) => [keyOfPlace(place), place]),
  );
  const lines = [...places].flatMap(([key, place]) => {
    const rows = words.get(key) ?? [];
    const said = countWords(rows.map((row) => ({ personId: row.person_id, said: row.said })));
    const evidence = { ...(measured.get(key)?.evidence ?? nothingSeen), said };
    return lineOf(place, { named, evidence, rows, repair: open.get(key) ?? null, hinderedThen: left.get(key) ?? 0 });
  });
  return { named, lines: lines.toSorted((a, b) => b.hindered - a.hindered || keyOfPlace(a).localeCompare(keyOfPlace(b))) };
}

/** How much was measured at a place when it was last answered without a new version: it stays quiet until it grows. */
function leftAsTheyAre(closed: readonly RepairRow[]): Map<string, number> {
  const newest = new Map<string, number>();
  for (const row of closed) {
    const key = keyOfPlace(placeOf(row));
    // What a new version repaired is measured anew: an item by its new words, pages and pace by the version.
    if (!newest.has(key)) newest.set(key, row.outcome === 'answered' || row.activity === 'exercise' ? row.hindered_then : 0);
  }
  return newest;
}

interface Known {
  readonly named: Named;
  readonly evidence: Evidence;
  readonly rows: readonly FeedbackRow[];
  readonly repair: RepairRow | null;
  readonly hinderedThen: number;
}

function lineOf(place: FeedbackPlace, { named, evidence, rows, repair, hinderedThen }: Known): RepairLine[] {
  const whole = troubleOf(evidence);
  const trouble = isNews(whole.measured, hinderedThen) ? whole : troubleOf({ ...nothingSeen, said: evidence.said });
  if (trouble.hindered <= 0 && repair === null) return [];
  return [
    {
      ...place,
      ...named.of(place),
      version: place.activity === 'module' ? (named.modules.get(place.activityId)?.version ?? null) : null,
      state: repair === null ? 'open' : 'taken',
      repairId: repair?.repair_id ?? null,
      takenBy: repair?.taken_by ?? '',
      hindered: Math.round(trouble.hindered * 10) / 10,
      from: trouble.from.map(({ cause, amount, value }) => ({ cause, amount: rounded(amount), value: rounded(value) })),
      people: evidence.people,
      said: { ...evidence.said },
      comments: rows.filter((row) => row.comment !== '').length,
    },
  ];
}

/** How many the figures show as hindered at one place. */
export async function measuredAt(on: Reader, place: FeedbackPlace, now: Instant): Promise<number> {
  const { abandonedAfterDays } = settingsWith(await loadSettings(on));
  const measured = await loadEvidence(on, await loadNames(on), { now, abandonedAfterDays });
  return troubleOf(measured.get(keyOfPlace(place))?.evidence ?? nothingSeen).measured;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

export const changeLine = (named: Named, row: RepairRow): ChangeLine => ({
  ...placeOf(row),
  ...named.of(placeOf(row)),
  repairId: row.repair_id,
  outcome: row.outcome ?? 'answered',
  version: row.version,
  youSaid: row.you_said,
  answer: row.answer,
  at: row.closed_at?.getTime() ?? 0,
});

/** What one learner said, with what became of each. */
export async function ownFeedback(on: Reader, personId: string): Promise<OwnFeedback[]> {
  const rows = await feedbackOf(on, personId);
  if (rows.length === 0) return [];
  const named = await loadNames(on);
  const taken = new Set((await openRepairs(on)).map((row) => keyOfPlace(placeOf(row))));
  const closed = new Map((await closedRepairs(on, {}, 2000)).map((row) => [row.repair_id, row]));
  return rows.map((row) => {
    const place = placeOf(row);
    const repair = row.repair_id === null ? null : (closed.get(row.repair_id) ?? null);
    const waiting = row.said === 'good' ? 'thanked' : taken.has(keyOfPlace(place)) ? 'taken' : 'waits';
    return {
      ...place,
      ...named.of(place),
      feedbackId: row.feedback_id,
      said: row.said,
      comment: row.comment,
      at: row.at.getTime(),
      state: repair?.outcome ?? waiting,
      version: repair?.version ?? null,
      answer: repair?.answer ?? '',
      answeredAt: repair?.closed_at?.getTime() ?? null,
      isNews: repair !== null && row.answer_seen_at === null,
    };
  });
}
