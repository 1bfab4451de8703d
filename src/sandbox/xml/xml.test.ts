import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fields } from '../core/fhir/resource.ts';
import { generatedResource } from '../generated-resources-for-tests.ts';
import { practiceHospital } from '../practice-hospital.ts';
import { hospital as small, rules } from '../small-hospital-for-tests.ts';
import { readXml } from './read-xml.ts';
import { xmlOf } from './write-xml.ts';

const { definitions } = rules;
const again = (resource: Fields): unknown => readXml(definitions, xmlOf(definitions, resource));
const read = (xml: string): unknown => readXml(definitions, xml);
const inFhir = (inner: string, type = 'Patient'): string => `<${type} xmlns="http://hl7.org/fhir">${inner}</${type}>`;

describe('XML', () => {
  it('brings every resource of the hospital back as it was', () => {
    const hospital = practiceHospital.make({ seed: 1, startDate: '2027-03-08', timeZone: 'America/Chicago' });
    const changed = [...hospital, ...small].filter((resource) => !isDeepStrictEqual(again(resource), resource));
    expect(changed).toEqual([]);
  });

  it('brings back whatever the definitions allow, of every type', () => {
    const types = fc.constantFrom(...definitions.resourceTypes);
    fc.assert(
      fc.property(types, fc.nat(1_000_000), (type, seed) => {
        const resource = JSON.parse(JSON.stringify(generatedResource(definitions, type, seed))) as Fields;
        expect(again(resource)).toEqual(resource);
      }),
      { numRuns: 600 },
    );
  });

  it('keeps any text that XML can write', () => {
    const written = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(text));
    fc.assert(
      fc.property(written, (text) => {
        const resource = { resourceType: 'Patient', name: [{ text }] };
        expect(again(resource)).toEqual(resource);
      }),
    );
  });

  it('is as the standard shows it', () => {
    const patient = {
      resourceType: 'Patient',
      id: 'x',
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>A &amp; <b>B</b></p></div>' },
      contained: [{ resourceType: 'Practitioner', id: 'p' }],
      extension: [{ url: 'urn:a', valueBoolean: true }],
      active: false,
      name: [{ id: 'n', given: ['A', null], _given: [null, { extension: [{ url: 'urn:b', valueCode: 'c' }] }] }],
      _birthDate: { id: 'b' },
      multipleBirthInteger: 2,
    };
    const xml =
      '<id value="x"/><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>A &amp; <b>B</b></p></div></text>' +
      '<contained><Practitioner><id value="p"/></Practitioner></contained><extension url="urn:a"><valueBoolean value="true"/></extension>' +
      '<active value="false"/><name id="n"><given value="A"/><given><extension url="urn:b"><valueCode value="c"/></extension></given></name>' +
      '<birthDate id="b"/><multipleBirthInteger value="2"/>';
    expect(xmlOf(definitions, patient)).toBe(`<?xml version="1.0" encoding="UTF-8"?>${inFhir(xml)}`);
    expect(again(patient)).toEqual(patient);
  });

  it('writes narrative that is no XML as text, so that the whole stays readable', () => {
    const read_ = again({ resourceType: 'Patient', text: { status: 'generated', div: '<div>a<br>b</div>' } }) as { text: { div: string } };
    expect(read_.text.div).toBe('<div xmlns="http://www.w3.org/1999/xhtml">&lt;div&gt;a&lt;br&gt;b&lt;/div&gt;</div>');
  });

  it.each([
    ['a document type', `<!DOCTYPE p [<!ENTITY x "y">]>${inFhir('')}`, 'document type'],
    ['an entity of its own', inFhir('<id value="&x;"/>'), 'no XML'],
    ['half a document', '<Patient xmlns="http://hl7.org/fhir">', 'no XML'],
    ['another namespace', '<Patient xmlns="urn:x"/>', 'namespace must be'],
    ['no namespace', '<Patient/>', 'namespace must be'],
    ['prefixes', '<f:Patient xmlns:f="http://hl7.org/fhir"/>', 'prefixes'],
    ['an unknown type', '<Shoe xmlns="http://hl7.org/fhir"/>', 'no resource type'],
    ['an unknown element', inFhir('<colour value="red"/>'), 'no element "colour"'],
    ['an unknown attribute', inFhir('<id value="x" colour="red"/>'), 'no attribute "colour"'],
    ['text', inFhir('words'), 'Text has no place'],
    ['an element twice', inFhir('<gender value="male"/><gender value="male"/>'), 'given once'],
    ['two resources in one', inFhir('<contained><Patient/><Patient/></contained>'), 'Only one resource'],
    ['no resource in one', inFhir('<contained/>'), 'resource is missing'],
    ['narrative in no namespace', inFhir('<text><status value="generated"/><div>x</div></text>'), 'namespace of div'],
    ['a tower', inFhir('<extension url="a">'.repeat(200)), 'deep'],
    ['nothing', ' ', 'missing'],
    ['JSON', '{}', 'no XML'],
  ])('%s is refused', (_what, xml, why) => {
    expect(() => read(xml)).toThrow(why);
  });
});
