import type { AssignmentView, BoardNeed } from '#coverage/contract.ts';
import type { TimeZone } from '#kernel/time.ts';
import { dateText, plural, spanText } from '#web/ui/time-text.ts';
import type { BoardModel } from './board-model.ts';
import type { BoardItem } from './board-rows.ts';

export const reasonWords = {
  'nobody-knows-topic': 'nobody knows the topic',
  'nobody-free': 'nobody free',
  'hour-limit': 'hours of the week used up',
  rest: 'rest too short',
  'too-dear': 'dearer than the gap',
} as const;

export const stateWords = {
  untrained: 'untrained',
  trained: 'trained, no live round yet',
  'first-live-round': 'first live round',
  settling: 'settling',
  stable: 'stable',
  lapsed: 'lapsed',
} as const;

/** `A. Okafor`. */
export function shortName(name: string): string {
  const cut = name.lastIndexOf(' ');
  return cut <= 0 || name.startsWith('Dr.') ? name : `${name[0]}. ${name.slice(cut + 1)}`;
}

const familyName = (name: string): string => name.slice(name.lastIndexOf(' ') + 1);

export const unitName = (model: BoardModel, unitId: string | null): string =>
  unitId === null ? 'a place of their choice' : (model.unitNames.get(unitId) ?? unitId);
export const personName = (model: BoardModel, personId: string | null): string =>
  personId === null ? '' : (model.people.get(personId)?.name ?? personId);

const needsOf = (model: BoardModel, assignment: AssignmentView): BoardNeed[] =>
  assignment.needIds.flatMap((id) => model.needs.get(id) ?? []);

/** The clinicians whom it accompanies, in words, the newest to the EHR first. */
export function besideText(model: BoardModel, assignment: AssignmentView): string {
  const beside = needsOf(model, assignment).filter((need) => need.personId !== null);
  return beside.map((need) => `${personName(model, need.personId)}${need.state ? ` (${stateWords[need.state]})` : ''}`).join(', ');
}

export const isFirstRound = (model: BoardModel, assignment: AssignmentView): boolean =>
  assignment.kind !== 'outreach' && needsOf(model, assignment).some((need) => need.state === 'first-live-round');

/** What fits on the bar. */
export function barText(model: BoardModel, view: 'units' | 'people', item: BoardItem, widthPx: number): string {
  if (widthPx < 24) return '';
  if (item.kind === 'gap') return gapText(model, view, item.gap.need, item.gap.missing, widthPx);
  const { assignment } = item;
  if (view === 'units') {
    const name = personName(model, assignment.personId);
    return widthPx < 40 ? initials(name) : widthPx < 96 ? familyName(name) : shortName(name);
  }
  const clinician = needsOf(model, assignment).find((need) => need.personId !== null);
  if (assignment.kind !== 'unit' && clinician && widthPx >= 64) return personName(model, clinician.personId);
  return widthPx >= 110 ? unitName(model, assignment.unitId) : (assignment.unitId ?? 'out');
}

function gapText(model: BoardModel, view: 'units' | 'people', need: BoardNeed, missing: number, widthPx: number): string {
  const who = need.personId === null ? (view === 'people' ? (need.unitId ?? '') : need.topic) : personName(model, need.personId);
  const room = view === 'units' && need.personId === null ? 96 : 52;
  return widthPx < room || who === '' ? `−${missing}` : `−${missing} ${who}`;
}

const initials = (name: string): string =>
  name
    .split(' ')
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2);

/** All of it in one sentence: for the tooltip and for those who listen. */
export function itemText(model: BoardModel, item: BoardItem, zone: TimeZone): string {
  const when = `${dateText(item.start, zone)}, ${spanText(item.start, item.end, zone)}`;
  if (item.kind === 'gap') {
    const { need, missing, reason } = item.gap;
    const who = need.personId === null ? `${plural(missing, 'supporter')} missing` : `nobody beside ${personName(model, need.personId)}`;
    const state = need.state ? `, ${stateWords[need.state]}` : '';
    return `Gap: ${who}${state}, ${unitName(model, need.unitId)}, ${when}${need.topic ? `, topic ${need.topic}` : ''}; ${reasonWords[reason]}`;
  }
  const { assignment } = item;
  const beside = besideText(model, assignment);
  const shift = assignment.shiftId === null ? '' : `, shift ${assignment.shiftId}`;
  const lock = assignment.locked ? ', locked' : '';
  return `${personName(model, assignment.personId)}, ${unitName(model, assignment.unitId)}, ${when}${shift}${beside ? `, beside ${beside}` : ''}${lock}`;
}
