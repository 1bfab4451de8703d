import { z } from 'zod';

/** Identifiers are the hospital's own (from its files or its HR system): text, unique in the installation. */
export const ExternalId = z.string().min(1).max(64);
export const LocalDateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const Site = z.object({ siteId: ExternalId, name: z.string().min(1), timeZone: z.string().min(1) });
export type Site = z.infer<typeof Site>;

/** Building, floor and zone give walking distance; an empty one is unknown, not a place of its own. */
export const Unit = z.object({
  unitId: ExternalId,
  name: z.string().min(1),
  siteId: ExternalId,
  building: z.string(),
  floor: z.string(),
  zone: z.string(),
  specialty: z.string(),
  beds: z.number().int().min(0),
});
export type Unit = z.infer<typeof Unit>;

/** One unit's go-live in one wave: hypercare lasts `weeks` from `date`. */
export const GoLive = z.object({
  wave: z.string().min(1),
  unitId: ExternalId,
  date: LocalDateText,
  weeks: z.number().int().min(1).max(104),
  cpoe: z.enum(['mandatory', 'voluntary']),
});
export type GoLive = z.infer<typeof GoLive>;

export const employments = ['in-house', 'shared', 'vendor', 'consultant'] as const;

export const Person = z.object({
  personId: ExternalId,
  givenName: z.string(),
  familyName: z.string().min(1),
  /** The field's own word, lower case: physician, nurse, ma, pharmacist, front-desk, biller … */
  jobRole: z.string().min(1),
  specialty: z.string(),
  practiceGroup: z.string(),
  employment: z.enum(employments),
  homeUnit: z.string().nullable(),
  email: z.string(),
  phone: z.string(),
  pager: z.string(),
  languages: z.array(z.string()),
  npi: z.string(),
  ehrUserId: z.string(),
  hireDate: LocalDateText.nullable(),
  endDate: LocalDateText.nullable(),
  managerId: z.string().nullable(),
});
export type Person = z.infer<typeof Person>;
