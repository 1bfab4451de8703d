import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { formFields } from './form-model.ts';
import { appendIn, moveIn, removeIn, setIn, setTextIn, textIn } from './yaml-edit.ts';

const file = `# ours
title: One   # short
minutes: 10
story: |
  First.

  Second.
tasks:
  # the first
  - { id: a, find: "x = 'y'", after: [b] }
  - id: b
    find: "%trail"
`;
interface File {
  title: string;
  minutes: number;
  story: string;
  tasks: { id: string; find: string; weight?: number }[];
}
const read = (text: string): File => parse(text) as File;

test('a value is replaced in its place: everything else stays, letter by letter', () => {
  expect(setIn(file, ['title'], 'Two')).toBe(file.replace('One', 'Two'));
  expect(setIn(file, ['minutes'], 12)).toBe(file.replace('10', '12'));
  expect(setIn(file, ['tasks', 1, 'find'], "Observation.where(code = 'a')")).toBe(
    file.replace('"%trail"', `"Observation.where(code = 'a')"`),
  );
});

test('whatever is typed comes back as it was typed, and remarks stay', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom<[string | number, ...(string | number)[]]>(['title'], ['tasks', 0, 'find'], ['tasks', 1, 'id']),
      (typed, path) => {
        fc.pre(!/[\r\u0085\u2028\u2029]/.test(typed));
        const text = setIn(file, path, typed);
        const found = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], read(text));
        const kept = typed.includes('\n') && !typed.endsWith('\n') ? `${typed}\n` : typed;
        expect([typed, kept]).toContain(found);
        expect(text).toContain('# ours');
        expect(text).toContain('# the first');
      },
    ),
  );
});

test('what is added, removed and moved leaves the others', () => {
  const added = appendIn(file, ['tasks'], { id: 'c', find: '1' });
  expect(read(added).tasks.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(read(moveIn(added, ['tasks'], 2, 0)).tasks.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  expect(read(removeIn(added, ['tasks', 0])).tasks.map(({ id }) => id)).toEqual(['b', 'c']);
  expect(read(setIn(file, ['tasks', 0, 'weight'], 2)).tasks[0]).toEqual({ id: 'a', find: "x = 'y'", after: ['b'], weight: 2 });
  expect(read(appendIn(file, ['events'], { id: 'e' }))).toMatchObject({ events: [{ id: 'e' }], story: 'First.\n\nSecond.\n' });
});

test('a file that can not be read is left alone', () => {
  for (const broken of ['a: [', '', '- x', '\tb: 1']) expect(setIn(broken, ['title'], 'x')).toBe(broken);
});

const run = `format: atelbow-exercise/1
title: One
events:
  # when the monitor rings
  - id: fever
    text: He shivers.
    when: { find: "Procedure", minutes: 15 } # not before
    changes:
      # first the temperature
      - measure: { what: temp, value: 38.9, flag: H }
      # then the pulse
      - { measure: { what: hr, value: 128 } }
  # and later
  - id: worse
    text: Worse.
    when: { minutes: 30 }
    changes: [{ delete: Task/a }]
gold:
  # she looks first
  - id: open
    minute: 1
    trail: [{ kind: chart-opened, patient: '{{patient}}' }]
  - id: mend
    minute: 2
    write:
      - change: Task/b
        set:
          status: completed # as the screen does
          statusReason: { text: done }
mutants:
  - breaks: a # the only one
    without: [open]
    steps:
      - id: late
        minute: 9
        write: [{ measure: { what: hr, value: 90 } }]
`;
const remarks = [...run.matchAll(/# (.*)$/gm)].map(([, remark]) => remark ?? '');
const shown = (text: string) => {
  const fields = formFields(text);
  if (!fields) throw new Error(text);
  return fields;
};

test('events, steps and changes are shown by their own fields', () => {
  const { events, gold, mutants } = shown(run);
  expect(events[0]).toMatchObject({
    minutes: 15,
    find: 'Procedure',
    changes: [
      { form: 'measure', given: { what: 'temp', value: 38.9 } },
      { form: 'measure', given: { value: 128 } },
    ],
  });
  expect(events[1]).toMatchObject({ find: null, changes: [{ form: 'delete', given: { delete: 'Task/a' } }] });
  expect(gold[1]?.write).toMatchObject([{ form: 'change', given: { change: 'Task/b', set: { status: 'completed' } } }]);
  expect(mutants[0]?.steps).toMatchObject([{ id: 'late', minute: 9, write: [{ form: 'measure' }] }]);
});

test('a value deep in a change is replaced in its place, letter by letter', () => {
  expect(setIn(run, ['events', 0, 'changes', 0, 'measure', 'value'], 39.4)).toBe(run.replace('38.9', '39.4'));
  expect(setIn(run, ['gold', 0, 'trail', 0, 'kind'], 'viewed')).toBe(run.replace('chart-opened', 'viewed'));
  expect(setIn(run, ['mutants', 0, 'steps', 0, 'write', 0, 'measure', 'value'], 91)).toBe(run.replace('value: 90', 'value: 91'));
});

test('whatever is moved, added and changed: no remark is lost, and nothing else changes', () => {
  const lists = [['events'], ['events', 0, 'changes'], ['gold'], ['gold', 1, 'write'], ['mutants', 0, 'steps']] as const;
  const edit = fc.record({ list: fc.constantFrom(...lists), from: fc.nat(2), to: fc.nat(2), kind: fc.constantFrom('move', 'add', 'set') });
  const trailOf = (text: string) => shown(text).gold.find(({ id }) => id === 'open')?.trail;
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
      const end = edits.reduce((text, { list, from, to, kind }) => {
        if (kind === 'add') return appendIn(text, list, { id: 'new', minute: 1 });
        if (kind === 'set') return setIn(text, ['title'], `Title ${from}`);
        return moveIn(text, list, from, to);
      }, run);
      for (const remark of remarks) expect(end).toContain(remark);
      const added = (path: string): number => edits.filter(({ kind, list }) => kind === 'add' && list.join('.') === path).length;
      expect(shown(end).events).toHaveLength(2 + added('events'));
      expect(shown(end).gold).toHaveLength(2 + added('gold'));
      expect(trailOf(end)).toEqual(trailOf(run));
    }),
  );
});

test('what is removed takes its own remark along, and no other', () => {
  const without = removeIn(run, ['events', 0, 'changes', 1]);
  expect(shown(without).events[0]?.changes).toHaveLength(1);
  for (const remark of remarks.filter((one) => one !== 'then the pulse')) expect(without).toContain(remark);
});

test('fields within a field are edited as they stand, remarks and all; what cannot be read changes nothing', () => {
  const path = ['gold', 1, 'write', 0, 'set'];
  const typed = textIn(run, path);
  expect(typed).toBe('status: completed # as the screen does\nstatusReason: { text: done }\n');
  expect(shown(setTextIn(run, path, typed) ?? '')).toEqual(shown(run));
  const changed = setTextIn(run, path, `${typed}priority: stat # in a hurry\n`) ?? '';
  expect(changed).toContain('# as the screen does');
  expect(changed).toContain('# in a hurry');
  expect(shown(changed).gold[1]?.write[0]?.given).toMatchObject({ set: { status: 'completed', priority: 'stat' } });
  for (const broken of ['status: [', '- a', '', 'plain']) expect(setTextIn(run, path, broken)).toBeNull();
});
