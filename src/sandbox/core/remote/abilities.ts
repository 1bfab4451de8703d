import { isFields, many, textOf, type Fields } from '../fhir/resource.ts';

/** What another FHIR server can do for us, as its CapabilityStatement says. */
export interface Abilities {
  readonly fhirVersion: string;
  /** Name and version as the server gives them. */
  readonly software: string;
  readonly types: ReadonlyMap<string, TypeAbilities>;
}

export interface TypeAbilities {
  readonly canRead: boolean;
  readonly canSearch: boolean;
  readonly parameters: ReadonlySet<string>;
}

/** Parameters of every resource, which servers support without declaring them with each type. */
const sortedOut = new Set(['_include', '_revinclude', '_sort', '_count', '_format', '_summary', '_elements']);

/** Null: this is no CapabilityStatement. https://hl7.org/fhir/R4/capabilitystatement.html */
export function readAbilities(json: unknown): Abilities | null {
  if (!isFields(json) || json.resourceType !== 'CapabilityStatement') return null;
  const rest = many(json.rest).find((one): one is Fields => isFields(one) && one.mode !== 'client') ?? {};
  const general = namesOf(rest.searchParam);
  const types = many(rest.resource).flatMap((one): [string, TypeAbilities][] => {
    if (!isFields(one) || typeof one.type !== 'string') return [];
    const codes = new Set(many(one.interaction).flatMap((each) => (isFields(each) ? [textOf(each.code)] : [])));
    return [
      [
        one.type,
        {
          canRead: codes.has('read'),
          canSearch: codes.has('search-type'),
          parameters: new Set([...general, ...namesOf(one.searchParam)].filter((name) => !sortedOut.has(name))),
        },
      ],
    ];
  });
  const software = isFields(json.software) ? [textOf(json.software.name), textOf(json.software.version)].filter(Boolean).join(' ') : '';
  return { fhirVersion: textOf(json.fhirVersion) ?? '', software, types: new Map(types) };
}

const namesOf = (parameters: unknown): string[] =>
  many(parameters).flatMap((one) => (isFields(one) && typeof one.name === 'string' ? [one.name] : []));
