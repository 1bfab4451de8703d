import type { SupporterOnDuty, UnitPlace } from '../dispatch/model.ts';

export type ContactRing = 'unit' | 'floor' | 'building' | 'site' | 'zone-lead' | 'help-desk' | 'analyst' | 'vendor';

/** In the order in which one turns to them. */
export const contactRings = [
  'unit',
  'floor',
  'building',
  'site',
  'help-desk',
  'analyst',
  'vendor',
  'zone-lead',
] as const satisfies readonly ContactRing[];

/** Somebody on duty. `reachable`: their phone gave a sign of life; null: it is a later hour, and nobody can know. */
export type OnDuty = Pick<SupporterOnDuty, 'supporterId' | 'name' | 'tier' | 'unitId' | 'knows' | 'state'> & {
  readonly reachable: boolean | null;
};

export interface Contact {
  readonly supporterId: string;
  readonly name: string;
  readonly ring: ContactRing;
  readonly unitId: string | null;
  readonly knowsTopic: boolean;
  readonly reachable: boolean | null;
  readonly busy: boolean;
  readonly walkSeconds: number;
}

interface Asked {
  readonly unitId: string;
  /** Empty: whatever it is about. */
  readonly topic: string;
  readonly onDuty: readonly OnDuty[];
  readonly units: ReadonlyMap<string, UnitPlace>;
  readonly walkSeconds: (fromUnitId: string, toUnitId: string) => number;
}

/**
 * Whom to turn to, first to last: in each ring whoever can be reached and knows the topic, then whoever can be reached, then the silent; the free
 * before the busy; the nearest before the farther. Nobody of another site's floors: they cannot come.
 */
export function whoToContact({ unitId, topic, onDuty, units, walkSeconds }: Asked): Contact[] {
  const contacts = onDuty.flatMap((one): Contact[] => {
    const ring = ringOf(one, unitId, units);
    if (ring === null) return [];
    const { supporterId, name, knows, state, reachable } = one;
    const knowsTopic = topic === '' || knows.includes(topic) || knows.includes('*');
    const walk = one.unitId === null ? 0 : walkSeconds(one.unitId, unitId);
    return [{ supporterId, name, ring, unitId: one.unitId, knowsTopic, reachable, busy: state === 'busy', walkSeconds: walk }];
  });
  const rank = (one: Contact): readonly number[] => [
    one.reachable === false ? 1 : 0,
    one.knowsTopic ? 0 : 1,
    contactRings.indexOf(one.ring),
    one.busy ? 1 : 0,
    one.walkSeconds,
  ];
  return contacts.toSorted((a, b) => compare(rank(a), rank(b)) || (a.supporterId < b.supporterId ? -1 : 1));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function ringOf({ tier, unitId: theirs }: OnDuty, unitId: string, units: ReadonlyMap<string, UnitPlace>): ContactRing | null {
  if (tier === 'help-desk' || tier === 'analyst' || tier === 'vendor') return tier;
  const [here, there] = [units.get(unitId), units.get(theirs ?? '')];
  if (!here || !there || here.siteId !== there.siteId) return null;
  if (tier === 'zone-lead') return 'zone-lead';
  if (theirs === unitId) return 'unit';
  if (here.building !== there.building) return 'site';
  return here.floor === there.floor ? 'floor' : 'building';
}
