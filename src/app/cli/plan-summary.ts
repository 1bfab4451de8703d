import type { Need } from '#coverage/core/need.ts';
import type { Plan, Uncovered } from '#coverage/core/plan/plan.ts';
import type { Zones } from '#coverage/files/zones.ts';
import { hourMs, isoWeek, toLocal } from '#kernel/time.ts';
import type { FolderReading } from '../folder/folder.ts';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const examplesMax = 5;

/** One screen: what is covered, what is not and why, what it costs, who works, and what was wrong in the files. */
export function planSummary(plan: Plan, needs: readonly Need[], reading: FolderReading, zones: Zones): string[] {
  return [
    `Plan      ${plan.from} to ${plan.to}, seed ${plan.seed}, ${plan.status === 'optimal' ? 'proven best' : 'best found'}`,
    ...coveredLines(plan, needs),
    ...shortLines(plan, new Map(needs.map((need) => [need.id, need])), zones),
    `Cost      ${whole.format(plan.cost.total)} (wages ${whole.format(plan.cost.wages)}, missing help ${whole.format(plan.cost.missing)}, preferences ${whole.format(plan.cost.preferences)})`,
    `Bound     ${whole.format(plan.bound)}: no plan can cost less; gap ${(plan.gap * 100).toFixed(2)}%`,
    hoursLine(plan, reading, zones),
    ...fileLines(reading),
  ];
}

function coveredLines(plan: Plan, needs: readonly Need[]): string[] {
  const short = new Set(plan.uncovered.map((one) => one.needId));
  const words = { unit: 'unit shifts', round: 'rounds', outreach: 'outreach sessions' } as const;
  const parts = (['unit', 'round', 'outreach'] as const).flatMap((kind) => {
    const those = needs.filter((need) => need.kind === kind);
    return those.length === 0
      ? []
      : [`${whole.format(those.filter((need) => !short.has(need.id)).length)} of ${whole.format(those.length)} ${words[kind]}`];
  });
  return [`Covered   ${parts.length > 0 ? parts.join(', ') : 'nothing is needed on these days'}`];
}

function shortLines(plan: Plan, needs: ReadonlyMap<string, Need>, zones: Zones): string[] {
  if (plan.uncovered.length === 0) return ['Short     nothing'];
  const hours = plan.uncovered.reduce((sum, one) => sum + (one.missing * (one.end - one.start)) / hourMs, 0);
  const byReason = [...Map.groupBy(plan.uncovered, (one) => one.reason)].toSorted((a, b) => b[1].length - a[1].length);
  const urgent = plan.uncovered.toSorted((a, b) => urgency(b, needs) - urgency(a, needs)).slice(0, examplesMax);
  const more = plan.uncovered.length - urgent.length;
  return [
    `Short     ${whole.format(plan.uncovered.length)} needs, ${whole.format(hours)} hours: ${byReason.map(([reason, those]) => `${reason} ${those.length}`).join(', ')}`,
    ...urgent.map((one) => `          ${placeOf(one, needs.get(one.needId), zones)}: ${one.text}`),
    ...(more > 0 ? [`          … and ${whole.format(more)} more; "atelbow explain --need ID" tells why`] : []),
  ];
}

const urgency = (one: Uncovered, needs: ReadonlyMap<string, Need>): number =>
  one.missing * (needs.get(one.needId)?.missingCostPerHour ?? 0);

function placeOf(one: Uncovered, need: Need | undefined, zones: Zones): string {
  const { date, time } = toLocal(one.start, zones.ofUnit(need?.unitId ?? null));
  return `${one.needId} ${need?.unitId ?? need?.personId ?? ''} ${date} ${time}`;
}

function hoursLine(plan: Plan, { facts }: FolderReading, zones: Zones): string {
  const limits = new Map(facts.supporters.map((supporter) => [supporter.personId, supporter.maxHoursWeek]));
  const weeks = new Map<string, number>();
  for (const { personId, unitId, start, end } of plan.assignments) {
    const key = `${personId} ${isoWeek(toLocal(start, zones.ofUnit(unitId)).date)}`;
    weeks.set(key, (weeks.get(key) ?? 0) + (end - start) / hourMs);
  }
  const total = plan.assignments.reduce((sum, { start, end }) => sum + (end - start) / hourMs, 0);
  const people = new Set(plan.assignments.map(({ personId }) => personId)).size;
  const fullest = [...weeks].toSorted((a, b) => b[1] - a[1])[0];
  const busiest = fullest
    ? `; fullest week ${fullest[0]}: ${tenths.format(fullest[1])} of ${limits.get(fullest[0].split(' ')[0] ?? '') ?? '?'} h`
    : '';
  return `Hours     ${whole.format(total)} h by ${people} of ${facts.supporters.length} supporters${busiest}`;
}

function fileLines({ counts, issues }: FolderReading): string[] {
  const files = [...new Set([...Object.keys(counts), ...issues.map((issue) => issue.file)])];
  const parts = files.map((file) => {
    const count = (severity: string): number => issues.filter((issue) => issue.file === file && issue.severity === severity).length;
    const [errors, warnings] = [count('error'), count('warning')];
    const wrong = [errors > 0 ? `${errors} left out` : '', warnings > 0 ? `${warnings} noted` : '']
      .filter((part) => part !== '')
      .join(', ');
    return `${file} ${counts[file] === undefined ? 'assumed' : whole.format(counts[file])}${wrong === '' ? '' : ` (${wrong})`}`;
  });
  return [`Files     ${parts.join(' · ')}`];
}
