import type { PresenceKind } from '#coverage/core/facts.ts';
import type { PresenceScope } from '#coverage/files/presence-scope.ts';

/** Whether a task by this name keeps its person away from every unit. */
export const isTimeOff = (name: string): boolean =>
  /\b(?:vacation|pto|off|leave|holiday|conference|cme|unavailable|sick|admin(?:istrative)?)\b/i.test(name);

const words: readonly (readonly [PresenceKind, RegExp])[] = [
  ['call', /\bcall\b|\bbackup\b|\bjeopardy\b/i],
  ['surgery', /\bor\b|surger|operat|\bcath\b|endoscop/i],
  ['clinic', /clinic|office|outpatient|ambulatory/i],
  ['round', /round|ward|inpatient|consult|hospitalist|service|attending/i],
];

/** What a task's name says that its person does there. */
export const kindOfTask = (name: string, otherwise: PresenceKind): PresenceKind =>
  words.find(([, word]) => word.test(name))?.[0] ?? otherwise;

export interface TaskPlace {
  readonly unitId: string;
  /** A place that the schedule names is surer than the person's home unit. */
  readonly confidence: number;
}

/** The first unit that any of these texts is, then names; else the person's home unit; else null. */
export function placeOfTask(texts: readonly string[], personId: string, scope: PresenceScope): TaskPlace | null {
  for (const find of [scope.findUnit, scope.findUnitIn])
    for (const text of texts) {
      const unitId = text === '' ? null : find(text);
      if (unitId !== null) return { unitId, confidence: 0.9 };
    }
  const home = scope.homeUnitOf(personId);
  return home === null ? null : { unitId: home, confidence: 0.5 };
}
