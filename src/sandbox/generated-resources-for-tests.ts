import { randomStream } from '#kernel/random.ts';
import type { Definitions } from './core/fhir/definitions.ts';
import type { Resource } from './core/fhir/resource.ts';
import { structureOf, type Field } from './core/validate/structures.ts';

/*
 * Valid resources of any type, made from the definitions by chance: every element, every choice, every list turns up sooner
 * or later. What they say makes no sense; that they are valid, searchable and storable is the point.
 */

const depthMax = 4;

interface Dice {
  readonly definitions: Definitions;
  readonly random: () => number;
}

const pick = <T>({ random }: Dice, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

export function generatedResource(definitions: Definitions, type: string, seed: number): Resource {
  const dice = { definitions, random: randomStream(seed) };
  const fields = structure(dice, type, 0);
  delete fields.contained;
  delete fields.implicitRules;
  return { ...fields, resourceType: type, id: `g${seed}` } as Resource;
}

function structure(dice: Dice, type: string, depth: number): Record<string, unknown> {
  const made = structureOf(dice.definitions, type);
  const built: Record<string, unknown> = {};
  const taken = new Set<string>();
  // Fields of a choice come in any order, so that each of its types has its turn.
  for (const field of [...(made?.fields.values() ?? [])].toSorted(() => dice.random() - 0.5)) {
    const { name, definition, choice } = field;
    const element = choice ?? name;
    const isMandatory = (definition.min ?? 0) > 0;
    if (taken.has(element) || definition.never || name === 'modifierExtension') continue;
    const isDeep = depth >= depthMax || (name === 'extension' && depth > 0);
    if (!isMandatory && (isDeep || dice.random() > (depth === 0 ? 0.7 : 0.3))) continue;
    // At the bottom a mandatory choice is a primitive, if it can be one.
    const isChoosable =
      choice === null || depth < depthMax || /^[a-z]/.test(field.type) || definition.types.every((one) => /^[A-Z]/.test(one));
    if (!isChoosable) continue;
    taken.add(element);
    const count = definition.many ? 1 + Math.floor(dice.random() * 2) : 1;
    const values = Array.from({ length: count }, () => valueOf(dice, field, depth));
    built[name] = definition.many ? values : values[0];
  }
  return Object.keys(built).length > 0 ? built : { id: 'x' };
}

const systems = ['urn:one', 'urn:two'];
const words = ['alpha', 'Beta', 'gamma ray', 'Ørsted', 'x'];

const primitives: Readonly<Record<string, (dice: Dice) => unknown>> = {
  boolean: (dice) => pick(dice, [true, false]),
  integer: (dice) => pick(dice, [-3, 0, 7]),
  unsignedInt: (dice) => pick(dice, [0, 7]),
  positiveInt: (dice) => pick(dice, [1, 7]),
  decimal: (dice) => pick(dice, [-1.5, 0, 2.25, 100]),
  code: (dice) => pick(dice, ['one', 'two']),
  id: (dice) => pick(dice, ['a', 'b-1']),
  uri: (dice) => pick(dice, ['urn:a', 'http://b.example/c']),
  url: () => 'http://b.example/c',
  canonical: (dice) => pick(dice, ['http://b.example/c', 'http://b.example/c|2']),
  oid: () => 'urn:oid:1.2.3',
  uuid: () => 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
  date: (dice) => pick(dice, ['2027', '2027-02', '2027-02-25']),
  dateTime: (dice) => pick(dice, ['2026', '2027-02-25', '2027-02-25T08:00:00-06:00']),
  instant: () => '2027-02-25T08:00:00.123Z',
  time: () => '08:00:00',
  base64Binary: () => 'QUJD',
  xhtml: () => '<div xmlns="http://www.w3.org/1999/xhtml">x</div>',
};

function valueOf(dice: Dice, { type, definition, name }: Field, depth: number): unknown {
  const { definitions } = dice;
  if (type === 'Resource') return { resourceType: 'Basic', id: 'inner', code: { text: 'x' } };
  const codes = definition.codes === undefined ? null : [...(definitions.valueSets.get(definition.codes) ?? [])];
  if (codes) {
    const [system = '', code = ''] = pick(dice, codes).split('|');
    if (type === 'code') return code;
    return type === 'Coding' ? { system, code } : { coding: [{ system, code }] };
  }
  if (type === 'Reference') {
    const target = pick(dice, definition.targets ?? ['Patient', 'Organization']);
    return dice.random() < 0.8 ? { reference: `${target}/${pick(dice, ['a', 'b'])}` } : { identifier: { system: 'urn:one', value: 'r' } };
  }
  if (type === 'Coding') return { system: pick(dice, systems), code: pick(dice, ['one', 'two']), display: pick(dice, words) };
  if (type === 'Extension') return { url: 'urn:extension', valueString: pick(dice, words) };
  if (type === 'string' && name === 'id') return 'e1';
  const primitive = Object.hasOwn(primitives, type) ? primitives[type] : undefined;
  if (primitive) return primitive(dice);
  if (type === 'string' || type === 'markdown') return pick(dice, words);
  return structure(dice, type, depth + 1);
}
