import type { Activity } from './activity-tree.ts';
import type { Timing } from './definition.ts';
import type { Working } from './working.ts';

/** SR.1 Select Children Process and SR.2 Randomize Children Process, before the first attempt (`once`) or before each one. */
export function orderChildren(on: Working, cluster: Activity, when: Exclude<Timing, 'never'>): void {
  const { selectionTiming, selectCount, randomizationTiming, reorderChildren } = cluster.rules;
  if (cluster.children.length === 0) return;
  const isDue = (timing: Timing): boolean => timing === when || (when === 'once' && timing === 'onEachNewAttempt');
  let chosen: readonly Activity[] = isDue(selectionTiming) ? cluster.children : on.available(cluster);
  if (isDue(selectionTiming) && selectCount !== null && selectCount < chosen.length) {
    const some = new Set(shuffled(chosen, on.random).slice(0, selectCount));
    chosen = chosen.filter((child) => some.has(child));
  }
  if (isDue(randomizationTiming) && reorderChildren) chosen = shuffled(chosen, on.random);
  on.set(cluster, { children: chosen.map(({ id }) => id) });
}

/** Fisher and Yates. */
function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const out = [...list];
  for (let last = out.length - 1; last > 0; last--) {
    const at = Math.floor(random() * (last + 1));
    [out[last], out[at]] = [out[at] as T, out[last] as T];
  }
  return out;
}

/** What is to be selected once is, when a sequencing session begins. */
export function orderAll(on: Working): void {
  for (const activity of on.tree.all) {
    const { selectionTiming, randomizationTiming } = activity.rules;
    const isAsked = selectionTiming !== 'never' || randomizationTiming !== 'never';
    if (isAsked && on.of(activity).children === null) orderChildren(on, activity, 'once');
  }
}
