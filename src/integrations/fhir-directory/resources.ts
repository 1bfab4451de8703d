import { z } from 'zod';

/** The parts of FHIR R4 resources that say where people work. FHIR keeps its own words: http://hl7.org/fhir/R4/ */
const Coding = z.looseObject({ system: z.string().optional(), code: z.string().optional(), display: z.string().optional() });
const Concept = z.looseObject({ coding: z.array(Coding).default([]), text: z.string().optional() });
const Reference = z.looseObject({ reference: z.string().optional() });
const Identifier = z.looseObject({ system: z.string().optional(), value: z.string().optional(), type: Concept.optional() });
const Telecom = z.looseObject({ system: z.string().optional(), value: z.string().optional(), use: z.string().optional() });
/** Only whole dates are read: a year or a month is not a day. */
const Day = z.string().transform((text) => /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? null);
const Period = z.looseObject({ start: Day.optional(), end: Day.optional() });
const Extension = z.looseObject({ url: z.string(), valueCode: z.string().optional() });
const base = {
  id: z.string().optional(),
  identifier: z.array(Identifier).default([]),
  active: z.boolean().optional(),
  extension: z.array(Extension).default([]),
};

export const Organization = z.looseObject({ ...base, resourceType: z.literal('Organization'), name: z.string().optional() });
export const Location = z.looseObject({
  ...base,
  resourceType: z.literal('Location'),
  name: z.string().optional(),
  status: z.string().optional(),
  physicalType: Concept.optional(),
  partOf: Reference.optional(),
});
export const Practitioner = z.looseObject({
  ...base,
  resourceType: z.literal('Practitioner'),
  name: z
    .array(
      z.looseObject({
        use: z.string().optional(),
        family: z.string().optional(),
        given: z.array(z.string()).default([]),
        text: z.string().optional(),
      }),
    )
    .default([]),
  telecom: z.array(Telecom).default([]),
  communication: z.array(Concept).default([]),
});
export const PractitionerRole = z.looseObject({
  ...base,
  resourceType: z.literal('PractitionerRole'),
  period: Period.optional(),
  practitioner: Reference.optional(),
  organization: Reference.optional(),
  code: z.array(Concept).default([]),
  specialty: z.array(Concept).default([]),
  location: z.array(Reference).default([]),
  telecom: z.array(Telecom).default([]),
});

export const Resource = z.discriminatedUnion('resourceType', [Organization, Location, Practitioner, PractitionerRole]);
export type Resource = z.infer<typeof Resource>;
export type ResourceOf<T extends Resource['resourceType']> = Extract<Resource, { resourceType: T }>;

export const wordOf = (concept: z.infer<typeof Concept> | undefined): string =>
  concept?.text ?? concept?.coding.find((coding) => coding.display)?.display ?? concept?.coding[0]?.code ?? '';
export const codesOf = (concept: z.infer<typeof Concept> | undefined): string[] =>
  (concept?.coding ?? []).flatMap((coding) => coding.code ?? []);

/** The hospital's own number of a thing, else the server's. */
export function idOf(resource: Pick<Resource, 'id' | 'identifier'>, typeCode?: string): string {
  const typed = typeCode ? resource.identifier.find((one) => one.value && codesOf(one.type).includes(typeCode)) : undefined;
  return typed?.value ?? (typeCode ? undefined : resource.identifier.find((one) => one.value)?.value) ?? resource.id ?? '';
}
