import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { Definitions } from '../core/fhir/definitions.ts';
import { FhirProblem, problem } from '../core/fhir/problem.ts';
import type { Fields } from '../core/fhir/resource.ts';
import { primitives } from '../core/validate/primitives.ts';
import { structureOf, type Field } from '../core/validate/structures.ts';

/*
 * FHIR's XML as the JSON that the rest of the house reads. Only form is checked here (names, attributes, namespaces, depth); what the
 * values must be is for the validator to say. No document types, so no entities of a document's own.
 */

const fhir = 'http://hl7.org/fhir';
const xhtml = 'http://www.w3.org/1999/xhtml';
const depthMax = 100;

type Json = Record<string, unknown>;

/** An element that is open: whose fields its children become. */
type Frame =
  | { readonly kind: 'fields'; readonly type: string; readonly fields: Json; readonly name: string; readonly isElement: boolean }
  /** An element whose only child is a resource: `contained`, `entry.resource`. */
  | { readonly kind: 'holder'; readonly field: Field; readonly into: Json; readonly name: string; filled: boolean }
  | { readonly kind: 'primitive'; readonly fields: Json; readonly name: string }
  | { readonly kind: 'xhtml'; readonly from: number; readonly into: Json; readonly name: string };

/** @throws FhirProblem 400 naming the place */
export function readXml(definitions: Definitions, text: string | null): unknown {
  if (text === null || text.trim() === '') throw problem(400, 'structure', 'The body is missing.');
  return new Reading(definitions, text).run();
}

class Reading {
  readonly #definitions: Definitions;
  readonly #text: string;
  readonly #frames: Frame[] = [];
  readonly #parser = new SaxesParser({ xmlns: true });
  #depth = 0;
  #root: Json | null = null;

  constructor(definitions: Definitions, text: string) {
    this.#definitions = definitions;
    this.#text = text;
  }

  run(): unknown {
    const parser = this.#parser;
    parser.on('doctype', () => this.#fail('A document type is not taken.'));
    parser.on('error', (error) => this.#fail(`The body is no XML: ${error.message.slice(0, 200)}`));
    parser.on('text', (words) => this.#takeText(words));
    parser.on('cdata', (words) => this.#takeText(words));
    parser.on('opentag', (tag) => this.#open(tag));
    parser.on('closetag', () => this.#close());
    parser.write(this.#text).close();
    return this.#root ?? this.#fail('There is no resource.');
  }

  #fail(text: string): never {
    const at = this.#frames.map(({ name }) => name).join('.');
    throw new FhirProblem(400, [{ severity: 'error', code: 'structure', text, ...(at === '' ? {} : { at }) }]);
  }

  #takeText(words: string): void {
    if (this.#frames.at(-1)?.kind !== 'xhtml' && words.trim() !== '') this.#fail('Text has no place here; values are in attributes.');
  }

  #open(tag: SaxesTagNS): void {
    if (++this.#depth > depthMax) this.#fail(`The body is nested more than ${depthMax} deep.`);
    const parent = this.#frames.at(-1);
    if (parent?.kind === 'xhtml') return;
    if (tag.prefix !== '') this.#fail(`"${tag.name.slice(0, 80)}": prefixes are not used in FHIR's XML.`);
    if (parent && parent.kind !== 'holder') return this.#openField(tag, parent);
    if (tag.uri !== fhir) this.#fail(`The namespace must be ${fhir}.`);
    if (!parent && this.#root) this.#fail('There is more than one resource.');
    this.#openResource(tag, parent ?? null);
  }

  #openResource(tag: SaxesTagNS, holder: (Frame & { kind: 'holder' }) | null): void {
    const type = tag.local;
    if (!this.#definitions.resourceTypes.has(type)) this.#fail(`"${type.slice(0, 80)}" is no resource type of FHIR R4.`);
    const fields: Json = { resourceType: type };
    if (!holder) this.#root = fields;
    else if (holder.filled) this.#fail('Only one resource belongs here.');
    else {
      holder.filled = true;
      put(holder.into, holder.field, fields);
    }
    this.#attributes(tag, []);
    this.#frames.push({ kind: 'fields', type, fields, name: type, isElement: false });
  }

  #openField(tag: SaxesTagNS, parent: Exclude<Frame, { kind: 'xhtml' | 'holder' }>): void {
    const type = parent.kind === 'primitive' ? 'Element' : parent.type;
    const name = tag.local;
    const field = structureOf(this.#definitions, type)?.fields.get(name);
    const isAttribute = (parent.kind === 'primitive' || parent.isElement) && name === 'id';
    if (!field || isAttribute) return this.#fail(`${parent.name} has no element "${name.slice(0, 80)}".`);
    if (field.type === 'xhtml') return this.#openNarrative(tag, parent.fields);
    if (tag.uri !== fhir) this.#fail(`${name}: the namespace must be ${fhir}.`);
    if (!field.definition.many && (name in parent.fields || `_${name}` in parent.fields)) this.#fail(`${name} may be given once.`);
    if (Object.hasOwn(primitives, field.type)) this.#frames.push(this.#primitive(tag, field, parent.fields));
    else if (field.type === 'Resource') {
      this.#attributes(tag, []);
      this.#frames.push({ kind: 'holder', field, into: parent.fields, name, filled: false });
    } else {
      const fields: Json = { ...this.#attributes(tag, field.type === 'Extension' ? ['id', 'url'] : ['id']) };
      put(parent.fields, field, fields);
      this.#frames.push({ kind: 'fields', type: field.type, fields, name, isElement: true });
    }
  }

  #openNarrative(tag: SaxesTagNS, into: Json): void {
    if (tag.uri !== xhtml) this.#fail(`The namespace of div must be ${xhtml}.`);
    const from = this.#text.lastIndexOf('<div', this.#parser.position - 1);
    this.#frames.push({ kind: 'xhtml', from, into, name: 'div' });
  }

  /** The value goes to `name`, id and extensions to `_name`; in lists, `null` keeps the other's place. */
  #primitive(tag: SaxesTagNS, field: Field, into: Json): Frame {
    const { value, id } = this.#attributes(tag, ['value', 'id']);
    const more: Json = id === undefined ? {} : { id };
    const read = value === undefined ? null : primitiveValue(field.type, value);
    const { name } = field;
    if (field.definition.many) {
      const values = (into[name] ??= []) as unknown[];
      const extensions = (into[`_${name}`] ??= []) as unknown[];
      values.push(read);
      extensions.push(more);
    } else {
      if (read !== null) into[name] = read;
      into[`_${name}`] = more;
    }
    return { kind: 'primitive', fields: more, name };
  }

  #attributes(tag: SaxesTagNS, allowed: readonly string[]): Record<string, string> {
    const found: Record<string, string> = {};
    for (const { prefix, local, value, uri } of Object.values(tag.attributes)) {
      if (prefix === 'xmlns' || (prefix === '' && local === 'xmlns')) continue;
      if (uri === 'http://www.w3.org/2001/XMLSchema-instance') continue;
      if (prefix !== '' || !allowed.includes(local)) this.#fail(`${tag.name.slice(0, 80)} has no attribute "${local.slice(0, 80)}".`);
      found[local] = value;
    }
    return found;
  }

  #close(): void {
    const frame = this.#frames.at(-1);
    this.#depth--;
    if (frame?.kind === 'xhtml') {
      if (this.#depth + 1 > this.#frames.length) return;
      frame.into.div = this.#text.slice(frame.from, this.#parser.position);
    }
    if (frame?.kind === 'holder' && !frame.filled) this.#fail('A resource is missing.');
    this.#frames.pop();
    if (frame?.kind === 'fields') tidy(frame.fields);
  }
}

function put(into: Json, { name, definition }: Field, value: Fields): void {
  if (!definition.many) into[name] = value;
  else ((into[name] ??= []) as unknown[]).push(value);
}

/** Numbers and truth values become those of JSON; what is none stays text, so that the validator names it. */
function primitiveValue(type: string, text: string): unknown {
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (!/^(decimal|integer|unsignedInt|positiveInt)$/.test(type)) return text;
  return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : text;
}

/** `_name` goes where it says nothing, and so does a list of values of which none is there. */
function tidy(fields: Json): void {
  for (const name of Object.keys(fields)) {
    if (!name.startsWith('_')) continue;
    const more = fields[name];
    const isEmpty = (one: unknown): boolean => Object.keys(one as Json).length === 0;
    if (!Array.isArray(more)) {
      if (isEmpty(more)) delete fields[name];
      continue;
    }
    if (more.every(isEmpty)) delete fields[name];
    else fields[name] = more.map((one: unknown) => (isEmpty(one) ? null : one));
    const values = fields[name.slice(1)];
    if (Array.isArray(values) && values.every((one) => one === null)) delete fields[name.slice(1)];
  }
}
