import type { Rules } from '../store/base.ts';
import { modifiersOf } from '../search/criterion.ts';
import type { SearchParameter } from '../search/parameters.ts';
import type { Fields } from '../fhir/resource.ts';

/** What the router carries out, by level. */
const interactions = {
  instance: ['read', 'vread', 'update', 'patch', 'delete', 'history-instance'],
  type: ['create', 'search-type', 'history-type'],
  system: ['transaction', 'batch', 'search-system', 'history-system'],
} as const;

/** https://hl7.org/fhir/R4/capabilitystatement.html as JSON, from the same tables that searches and checks run on. */
export function capabilityStatement(rules: Rules, address: string, software: { version: string; date: string }, security?: Fields): string {
  const head = {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: software.date,
    publisher: 'AtElbow',
    kind: 'instance',
    software: { name: 'AtElbow practice EHR', version: software.version },
    implementation: { description: 'A hospital to practise in: nothing in it is about a real person', url: address },
    fhirVersion: rules.definitions.fhirVersion,
    format: ['application/fhir+json', 'json'],
    patchFormat: ['application/json-patch+json', 'application/fhir+json'],
  };
  const own = security === undefined ? '' : `"security":${JSON.stringify(security)},`;
  return `${JSON.stringify(head).slice(0, -1)},"rest":[{${own}${restOf(rules).slice(1)}]}`;
}

/** Nearly a megabyte that never changes while the process lives. */
const written = new WeakMap<Rules, string>();

function restOf(rules: Rules): string {
  let json = written.get(rules);
  if (json === undefined) written.set(rules, (json = JSON.stringify(rest(rules))));
  return json;
}

function rest(rules: Rules): Fields {
  const { definitions, parameters } = rules;
  return {
    mode: 'server',
    resource: [...definitions.resourceTypes].toSorted().map((type) => resourceEntry(rules, type)),
    interaction: interactions.system.map((code) => ({ code })),
    searchParam: searchParams([...(parameters.get('Basic')?.values() ?? [])].filter(({ code }) => code.startsWith('_'))),
    compartment: Object.keys(definitions.compartments).map(
      (type) => `http://hl7.org/fhir/CompartmentDefinition/${type.charAt(0).toLowerCase()}${type.slice(1)}`,
    ),
  };
}

function resourceEntry({ parameters, definitions }: Rules, type: string): Fields {
  const own = [...(parameters.get(type)?.values() ?? [])];
  const references = own.filter((one) => one.type === 'reference').map(({ code }) => `${type}:${code}`);
  const pointing = [...parameters].flatMap(([source, all]) =>
    [...all.values()].filter((one) => one.type === 'reference' && one.targets.includes(type)).map(({ code }) => `${source}:${code}`),
  );
  return {
    type,
    interaction: [...interactions.instance, ...interactions.type].map((code) => ({ code })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalRead: 'full-support',
    conditionalUpdate: true,
    conditionalDelete: 'single',
    referencePolicy: ['literal', 'enforced', 'local'],
    ...(references.length > 0 ? { searchInclude: ['*', ...references] } : {}),
    ...(pointing.length > 0 ? { searchRevInclude: pointing } : {}),
    ...supportedProfiles(definitions, type),
    searchParam: searchParams(own),
    operation: [
      { name: 'validate', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate' },
      ...(definitions.compartments[type]
        ? [{ name: 'everything', definition: `http://hl7.org/fhir/OperationDefinition/${type}-everything` }]
        : []),
    ],
  };
}

function supportedProfiles({ profiles }: Rules['definitions'], type: string): Fields {
  const own = [...profiles].filter(([, profile]) => profile.type === type).map(([url]) => url);
  return own.length > 0 ? { supportedProfile: own } : {};
}

function searchParams(all: readonly SearchParameter[]): Fields[] {
  return all.map(({ code, type, url }) => ({
    name: code,
    definition: url,
    type,
    documentation: `Modifiers: ${['missing', ...modifiersOf[type]].map((one) => `:${one}`).join(' ')}`,
  }));
}
