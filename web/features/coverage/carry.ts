import type { AssignmentView, BoardNeed, Edit, Verdict } from '#coverage/contract.ts';
import type { Instant, TimeZone } from '#kernel/time.ts';
import { dateText, spanText } from '#web/ui/time-text.ts';
import type { BoardModel, Gap } from './board-model.ts';
import type { BoardItem, BoardRow } from './board-rows.ts';
import { personName, unitName } from './board-words.ts';

/*
 * Carrying an assignment (or a gap) over the board, by pointer or by keyboard. Lives outside React: a pointer moves a
 * hundred times a second and must not draw the board again.
 */
export interface Judgement {
  readonly allowed: boolean;
  readonly verdicts: readonly Verdict[];
}
export interface Aim {
  readonly row: BoardRow;
  readonly start: Instant;
  readonly end: Instant;
  readonly lane: number;
  readonly edit: Edit;
  /** 'A. Okafor takes it over', 'to 4 West, Mon 1 Mar 07:00–15:00'. */
  readonly words: string;
}
export interface CarryState {
  readonly item: BoardItem;
  readonly title: string;
  readonly aim: Aim | null;
  readonly answer: Judgement | 'asking' | null;
  /** Who may take it, once the server has said so (people view). */
  readonly people: ReadonlyMap<string, Judgement> | null;
}
export interface Judges {
  readonly edit: (edit: Edit) => Promise<Judgement>;
  readonly people: (needId: string, assignmentId: string | null) => Promise<ReadonlyMap<string, Judgement>>;
}

const judgeEveryMs = 120;

export interface Carry {
  readonly get: () => CarryState | null;
  readonly subscribe: (listener: () => void) => () => void;
  readonly begin: (model: BoardModel, item: BoardItem, view: 'units' | 'people') => void;
  readonly aim: (aim: Aim | null) => void;
  readonly end: () => void;
}

export function makeCarry(judges: Judges): Carry {
  let state: CarryState | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  const known = new Map<string, Judgement>();
  const listeners = new Set<() => void>();
  const set = (next: CarryState | null): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const ask = (aim: Aim): void => {
    const key = JSON.stringify(aim.edit);
    const mine = ++turn;
    const answered = (judgement: Judgement): void => {
      known.set(key, judgement);
      if (mine === turn && state) set({ ...state, answer: judgement });
    };
    clearTimeout(timer);
    // A refusal to judge (somebody was faster) reads like a verdict; dropping will say it again.
    const failed = (error: unknown): void =>
      answered({
        allowed: false,
        verdicts: [{ rule: 'unknown', level: 'hard', text: error instanceof Error ? error.message : String(error) }],
      });
    timer = setTimeout(() => void judges.edit(aim.edit).then(answered, failed), judgeEveryMs);
  };
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin(model, item, view) {
      known.clear();
      set({ item, title: titleOf(model, item), aim: null, answer: null, people: null });
      const needId = item.kind === 'gap' ? item.gap.needId : item.assignment.needIds[0];
      if (view !== 'people' || needId === undefined) return;
      judges.people(needId, item.kind === 'assignment' ? item.assignment.id : null).then(
        (people) => {
          if (state?.item !== item) return;
          const answer = state.aim && personOf(state.aim) ? (people.get(personOf(state.aim) ?? '') ?? state.answer) : state.answer;
          set({ ...state, people, answer });
        },
        () => {}, // each target is then judged on its own
      );
    },
    aim(aim) {
      if (!state || same(state.aim, aim)) return;
      turn += 1;
      clearTimeout(timer);
      if (!aim) return set({ ...state, aim: null, answer: null });
      const person = personOf(aim);
      const answer = (person === undefined ? undefined : state.people?.get(person)) ?? known.get(JSON.stringify(aim.edit));
      set({ ...state, aim, answer: answer ?? 'asking' });
      if (!answer) ask(aim);
    },
    end() {
      turn += 1;
      clearTimeout(timer);
      set(null);
    },
  };
}

const personOf = (aim: Aim): string | undefined =>
  'personId' in aim.edit && !('needId' in aim.edit && aim.edit.kind === 'move') ? aim.edit.personId : undefined;
const same = (a: Aim | null, b: Aim | null): boolean =>
  a === b ||
  (a !== null && b !== null && a.row.key === b.row.key && a.start === b.start && JSON.stringify(a.edit) === JSON.stringify(b.edit));

const titleOf = (model: BoardModel, item: BoardItem): string =>
  item.kind === 'assignment'
    ? `${personName(model, item.assignment.personId)}, ${unitName(model, item.assignment.unitId)}`
    : `Gap on ${unitName(model, item.gap.need.unitId)}`;

/** What dropping here would mean; null where it means nothing. */
export function aimAt(model: BoardModel, item: BoardItem, row: BoardRow, at: Instant, zone: TimeZone, over: BoardItem | null): Aim | null {
  if (row.kind === 'person') return aimAtPerson(item, row);
  if (row.kind !== 'unit' || item.kind !== 'assignment') return null;
  const need = over?.kind === 'gap' ? over.gap.need : needAt(row.needs, item.assignment, at);
  if (!need || item.assignment.needIds.includes(need.id)) return null;
  const { id: assignmentId, version } = item.assignment;
  const who = need.personId === null ? '' : `, beside ${personName(model, need.personId)}`;
  return {
    row,
    start: need.start,
    end: need.end,
    lane: over?.lane ?? -1,
    edit: { kind: 'move', assignmentId, version, needId: need.id },
    words: `to ${unitName(model, need.unitId)}, ${dateText(need.start, zone)}, ${spanText(need.start, need.end, zone)}${who}`,
  };
}

function aimAtPerson(item: BoardItem, row: BoardRow & { kind: 'person' }): Aim | null {
  const { personId, name } = row.person;
  const where = { row, start: item.start, end: item.end, lane: 0, words: `to ${name}` };
  if (item.kind === 'gap') return { ...where, edit: { kind: 'assign', personId, needId: item.gap.needId } };
  if (item.assignment.personId === personId) return null;
  return { ...where, edit: { kind: 'move', assignmentId: item.assignment.id, version: item.assignment.version, personId } };
}

/** Among the needs of that moment: one of the same kind and still short first. */
function needAt(needs: readonly BoardNeed[], carried: AssignmentView, at: Instant): BoardNeed | undefined {
  const rank = (need: BoardNeed): number => (need.kind === carried.kind ? 0 : 2) + (need.filled < need.headcount ? 0 : 1);
  return needs.filter((need) => need.start <= at && at < need.end).toSorted((a, b) => rank(a) - rank(b))[0];
}

/** The next or previous need of the row in time, for those who move by keyboard. */
export function neighbourNeed(row: BoardRow, at: Instant, step: 1 | -1, kind: Gap['need']['kind']): BoardNeed | undefined {
  if (row.kind !== 'unit') return undefined;
  const sorted = row.needs
    .filter((need) => need.kind === kind && (step === 1 ? need.start > at : need.start < at))
    .toSorted((a, b) => a.start - b.start);
  return step === 1 ? sorted[0] : sorted.at(-1);
}
