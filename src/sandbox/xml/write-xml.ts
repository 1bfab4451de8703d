import { SaxesParser } from 'saxes';
import type { Definitions } from '../core/fhir/definitions.ts';
import { isFields, many, own, type Fields } from '../core/fhir/resource.ts';
import { primitives } from '../core/validate/primitives.ts';
import { structureOf, type Field } from '../core/validate/structures.ts';

/*
 * FHIR's XML of a resource. Elements stand in the order of their definitions; what the definitions do not know is left out.
 * https://hl7.org/fhir/R4/xml.html
 */

const fhir = 'http://hl7.org/fhir';

export const xmlOf = (definitions: Definitions, resource: Fields): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${resourceXml(definitions, resource, true)}`;

function resourceXml(definitions: Definitions, resource: Fields, isRoot: boolean): string {
  const type = String(resource.resourceType);
  return `<${type}${isRoot ? ` xmlns="${fhir}"` : ''}>${fieldsXml(definitions, type, resource, false)}</${type}>`;
}

/** @param isElement of data types `id` is an attribute, and so is the `url` of an extension: those are written by whoever opens the tag */
function fieldsXml(definitions: Definitions, type: string, fields: Fields, isElement: boolean): string {
  const parts: string[] = [];
  for (const field of structureOf(definitions, type)?.fields.values() ?? []) {
    if (isElement && isAttribute(type, field.name)) continue;
    const value = own(fields, field.name);
    const more = own(fields, `_${field.name}`);
    if (value === undefined && more === undefined) continue;
    const values = many(value);
    const extensions = many(more);
    for (let at = 0; at < Math.max(values.length, extensions.length); at++)
      parts.push(elementXml(definitions, field, values[at] ?? null, extensions[at] ?? null));
  }
  return parts.join('');
}

const isAttribute = (type: string, name: string): boolean => name === 'id' || (type === 'Extension' && name === 'url');

function elementXml(definitions: Definitions, { name, type }: Field, value: unknown, more: unknown): string {
  if (type === 'xhtml') return divXml(typeof value === 'string' ? value : '');
  if (Object.hasOwn(primitives, type)) {
    const inner = isFields(more) ? fieldsXml(definitions, 'Element', more, true) : '';
    const id = isFields(more) ? attribute('id', more.id) : '';
    return tag(name, `${id}${attribute('value', value)}`, inner);
  }
  if (!isFields(value)) return '';
  if (type === 'Resource') return tag(name, '', resourceXml(definitions, value, false));
  const url = type === 'Extension' ? attribute('url', value.url) : '';
  return tag(name, `${attribute('id', value.id)}${url}`, fieldsXml(definitions, type, value, true));
}

const tag = (name: string, attributes: string, inner: string): string =>
  inner === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;

const attribute = (name: string, value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? ` ${name}="${escaped(String(value))}"` : '';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
/** What XML 1.0 has no way to write becomes U+FFFD. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const escaped = (text: string): string =>
  text.replaceAll(unwritable, '\ufffd').replaceAll(/[&<>"\t\n\r]/g, (sign) => entities[sign] ?? sign);

const xhtml = 'http://www.w3.org/1999/xhtml';

/** Narrative as it is; what is no well-formed XML stands there as text. */
function divXml(div: string): string {
  const parser = new SaxesParser({ fragment: true });
  let isFine = true;
  parser.on('error', () => (isFine = false));
  parser.on('doctype', () => (isFine = false));
  parser.write(div).close();
  if (!isFine) return `<div xmlns="${xhtml}">${escaped(div)}</div>`;
  return /^\s*<div[^>]*\sxmlns\s*=/.test(div) ? div.trim() : div.trim().replace(/^<div/, `<div xmlns="${xhtml}"`);
}
