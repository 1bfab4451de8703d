import { parseReference } from '../fhir/reference.ts';
import { badValue, splitUnescaped, unescaped, type Comparison, type Surroundings } from './criterion.ts';
import { unversioned } from './extract.ts';
import { fold, type ReferenceValue, type SearchValue, type StringValue, type TokenValue } from './values.ts';

/* Tokens, references, strings and addresses. https://hl7.org/fhir/R4/search.html#token */

const idPattern = /^[A-Za-z0-9\-.]{1,64}$/;

/** `code`, `system|code`, `|code` (without system), `system|` (any code). */
export function compareToken(name: string, text: string, known: Surroundings['knownCodes']): Comparison {
  const parts = splitUnescaped(text, '|').map(unescaped);
  if (parts.length > 2) throw badValue(name, text, 'system|code is needed');
  if (parts.length === 1) {
    const [code = ''] = parts;
    return { matches: (value) => (value as TokenValue).code === code, narrowing: { kind: 'keys', keys: [code] } };
  }
  const [system = '', code = ''] = parts;
  if (code === '') {
    if (system === '') throw badValue(name, text, 'a system or a code is needed');
    return { matches: (value) => (value as TokenValue).system === system, narrowing: { kind: 'keys', keys: [`${system}|`] } };
  }
  // `gender=http://hl7.org/fhir/administrative-gender|female`: the field has no system of its own to be compared.
  const isImplied = system !== '' && known.has(`${system}|${code}`);
  return {
    matches: (value) => {
      const token = value as TokenValue;
      return token.code === code && ((token.system ?? '') === system || (isImplied && token.implied === true));
    },
    narrowing: { kind: 'keys', keys: isImplied ? [code] : [`${system}|${code}`] },
  };
}

/** `:text`: a word of a display text begins so. */
export function compareTokenText(text: string): Comparison {
  const wanted = fold(unescaped(text));
  return { matches: (value) => (value as TokenValue).texts.some((one) => ` ${one}`.includes(` ${wanted}`)), narrowing: null };
}

/** `:of-type=system|code|value` of an Identifier. */
export function compareOfType(name: string, text: string): Comparison {
  const [system = '', code = '', value = '', ...rest] = splitUnescaped(text, '|').map(unescaped);
  if (code === '' || value === '' || rest.length > 0) throw badValue(name, text, 'type-system|type-code|value is needed');
  return {
    matches: (found) => {
      const token = found as TokenValue;
      return token.code === value && (token.identifierTypes?.includes(`${system}|${code}`) ?? false);
    },
    narrowing: { kind: 'keys', keys: [value] },
  };
}

/** `:in`, `:below`, `:above`: one of these `system|code`, or any code of these systems. */
export function compareCodes(codes: ReadonlySet<string>, systems: ReadonlySet<string>): Comparison {
  return {
    matches: (found) => {
      const { system, code, implied } = found as TokenValue;
      if (code === undefined) return false;
      if (system !== undefined && systems.has(system)) return true;
      if (codes.has(`${system ?? ''}|${code}`)) return true;
      return implied === true && [...codes].some((one) => one.endsWith(`|${code}`));
    },
    narrowing: null,
  };
}

/** `Type/id`, `id`, an absolute address (ours or another's), a canonical with or without version. */
export function compareReference(
  name: string,
  text: string,
  targets: readonly string[],
  { address, resourceTypes }: Surroundings,
): Comparison {
  const given = unescaped(text);
  const local = unversioned(given.startsWith(`${address}/`) ? given.slice(address.length + 1) : given);
  const keys: string[] = [];
  if (idPattern.test(local)) for (const type of targets.length > 0 ? targets : resourceTypes) keys.push(`${type}/${local}`);
  const target = parseReference(local);
  if (target && target.base === undefined && !resourceTypes.has(target.type))
    throw badValue(name, text, `${target.type} is no resource type`);
  keys.push(local);
  if (target && target.base === undefined) keys.push(`${address}/${local}`);
  const wanted = new Set(keys);
  return {
    matches: (value) => {
      const { to } = value as ReferenceValue;
      return to !== undefined && (wanted.has(to) || (to.includes('|') && wanted.has(to.slice(0, to.indexOf('|')))));
    },
    narrowing: { kind: 'keys', keys },
  };
}

/** `:identifier`: the reference's own identifier. */
export function compareReferenceIdentifier(name: string, text: string, known: Surroundings['knownCodes']): Comparison {
  const { matches } = compareToken(name, text, known);
  return {
    matches: (value) => {
      const { identifier } = value as ReferenceValue;
      return identifier !== undefined && matches(identifier);
    },
    narrowing: null,
  };
}

export function compareString(text: string, modifier: string | null): Comparison {
  const given = unescaped(text);
  if (modifier === 'exact')
    return { matches: (value) => (value as StringValue).exact === given, narrowing: { kind: 'prefixes', prefixes: [fold(given)] } };
  const wanted = fold(given);
  if (modifier === 'contains') return { matches: (value) => (value as StringValue).folded.includes(wanted), narrowing: null };
  return { matches: (value) => (value as StringValue).folded.startsWith(wanted), narrowing: { kind: 'prefixes', prefixes: [wanted] } };
}

export function compareUri(text: string, modifier: string | null): Comparison {
  const wanted = unescaped(text);
  const uri = (value: SearchValue): string => (value as StringValue).exact;
  if (modifier === 'below') return { matches: (value) => isBelow(uri(value), wanted), narrowing: null };
  if (modifier === 'above') return { matches: (value) => isBelow(wanted, uri(value)), narrowing: null };
  return { matches: (value) => uri(value) === wanted, narrowing: { kind: 'keys', keys: [wanted] } };
}

const isBelow = (uri: string, parent: string): boolean => uri === parent || uri.startsWith(parent.endsWith('/') ? parent : `${parent}/`);
