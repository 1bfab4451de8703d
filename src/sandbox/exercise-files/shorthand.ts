import { z } from 'zod';
import type { Change } from '../core/exercise/model.ts';
import { isFields, type Fields, type Resource } from '../core/fhir/resource.ts';
import { base64 } from '../hospital/base64.ts';
import { diagnoses, noteTypes, vitalSigns, type Diagnosis, type NoteType } from '../hospital/codes.ts';
import { drugConcept, productFor, productName, ucumOf } from '../hospital/formulary.ts';
import { diagnosisConcept, dosage } from '../hospital/person.ts';
import { practitioner } from '../hospital/stay.ts';
import { frequencies, type Frequency, type OrderSpec } from '../hospital/story.ts';
import { concept, extensions, hl7Systems, quantity, ref, systems } from '../hospital/systems.ts';
import { drugByKey } from '../core/decision-support/drugs.ts';

/*
 * Short forms of what people do again and again, each standing for the resource that the screens write. `patient` is the exercise's first
 * unless it is given.
 */

const patient = z.string().default('{{patient}}');
const as = z.string().optional();
/** Of what stands in the chart from the start: exercises name it in their rules. */
const id = z
  .string()
  .regex(/^[A-Za-z0-9.-]{1,64}$/)
  .optional();
const known = (given: string | undefined): { id?: string } => (given === undefined ? {} : { id: given });
const named = (name: string | undefined): { as?: string } => (name === undefined ? {} : { as: name });
const subject = (to: string): Fields => ref(to);
/** Somebody of the hospital is written with their name, as the screens write them; whom a template names is not known yet. */
const written = (who: string): Fields => (who.startsWith('Practitioner/') ? practitioner(who.slice('Practitioner/'.length)) : ref(who));

const fromPaper = (isPaper: boolean): Fields[] => (isPaper ? [{ url: extensions.backEntered, valueBoolean: true }] : []);
const extended = (extension: readonly Fields[]): Fields => (extension.length > 0 ? { extension } : {});

function bounded({ timing, ...rest }: Fields, days: number): Fields {
  const { repeat, ...words } = isFields(timing) ? timing : {};
  const before = isFields(repeat) ? repeat : {};
  return { ...rest, timing: { ...words, repeat: { ...before, boundsDuration: quantity(days, 'd') } } };
}

const doseText = /^([\d.]+) (mg|g|ug|mEq|units|mL)$/;
const medicine = z
  .strictObject({
    drug: z.string().refine((key) => drugByKey(key) !== undefined, 'no drug of core/decision-support/drugs.ts'),
    dose: z.string().regex(doseText, 'a number and mg, g, ug, mEq, units or mL'),
    route: z.enum(['by mouth', 'intravenous', 'subcutaneous', 'inhaled', 'under the tongue']),
    often: z.enum(Object.keys(frequencies) as [Frequency, ...Frequency[]]),
    for: z.string().optional(),
    form: z.string().optional(),
    status: z.enum(['draft', 'active', 'on-hold', 'stopped']).default('active'),
    intent: z.enum(['order', 'proposal']).default('order'),
    from: z.string().optional(),
    prior: z.string().optional(),
    set: z.string().optional(),
    repeats: z.number().int().optional(),
    /** Taken at home after the stay. */
    discharge: z.boolean().default(false),
    /** For so many days. */
    days: z.number().int().min(1).optional(),
    by: z.string().default('{{learner}}'),
    id,
    patient,
    as,
  })
  .transform((one): Change => {
    const [, amount = '0', unit = 'mg'] = doseText.exec(one.dose) ?? [];
    const spec: OrderSpec = {
      drug: one.drug,
      dose: Number(amount),
      unit,
      route: one.route,
      frequency: one.often,
      ...(one.for ? { prn: one.for } : {}),
    };
    const product = productFor(one.drug, spec.dose, one.form);
    const create: Resource = {
      resourceType: 'MedicationRequest',
      ...known(one.id),
      status: one.status,
      intent: one.intent,
      medicationCodeableConcept: drugConcept(one.drug),
      subject: subject(one.patient),
      authoredOn: '{{now}}',
      requester: written(one.by),
      supportingInformation: [ref(`Medication/${product.id}`, productName(product)), ...(one.from ? [ref(one.from)] : [])],
      ...(one.set ? { instantiatesCanonical: [one.set] } : {}),
      ...(one.prior ? { priorPrescription: ref(one.prior) } : {}),
      dosageInstruction: [one.days === undefined ? dosage(spec) : bounded(dosage(spec), one.days)],
      ...(one.discharge ? { category: [concept(hl7Systems.orderCategory, 'discharge', 'Discharge')] } : {}),
      ...(one.repeats === undefined ? {} : { dispenseRequest: { numberOfRepeatsAllowed: one.repeats } }),
    };
    return { create, ...named(one.as) };
  });

const service = z
  .strictObject({
    text: z.string(),
    category: z.enum(['laboratory', 'imaging', 'nursing', 'procedure', 'referral', 'diet']),
    loinc: z.string().optional(),
    priority: z.enum(['routine', 'urgent', 'asap', 'stat']).default('routine'),
    status: z.enum(['draft', 'active']).default('active'),
    set: z.string().optional(),
    patient,
    as,
  })
  .transform((one): Change => ({
    create: {
      resourceType: 'ServiceRequest',
      status: one.status,
      intent: 'order',
      priority: one.priority,
      category: [concept(systems.local, one.category, one.category)],
      code: one.loinc ? concept(systems.loinc, one.loinc, one.text) : { text: one.text },
      subject: subject(one.patient),
      authoredOn: '{{now}}',
      requester: ref('{{learner}}'),
      ...(one.set ? { instantiatesCanonical: [one.set] } : {}),
    },
    ...named(one.as),
  }));

const give = z
  .strictObject({
    order: z.string(),
    medication: z.string(),
    due: z.string().optional(),
    dose: z.string().regex(doseText).optional(),
    status: z.enum(['completed', 'not-done', 'in-progress']).default('completed'),
    reason: z.string().optional(),
    witness: z.string().optional(),
    at: z.string().default('{{now}}'),
    /** Entered from paper after a downtime. */
    paper: z.boolean().default(false),
    patient,
    as,
  })
  .transform((one): Change => {
    const [, amount = '0', unit = 'mg'] = doseText.exec(one.dose ?? '') ?? [];
    return {
      create: {
        resourceType: 'MedicationAdministration',
        ...extended([...(one.due ? [{ url: extensions.due, valueDateTime: one.due }] : []), ...fromPaper(one.paper)]),
        status: one.status,
        ...(one.reason ? { statusReason: [{ text: one.reason }] } : {}),
        medicationReference: ref(one.medication),
        subject: subject(one.patient),
        effectiveDateTime: one.at,
        performer: [
          { actor: ref('{{learner}}') },
          ...(one.witness ? [{ function: concept(systems.local, 'witness', 'Witness'), actor: ref(one.witness) }] : []),
        ],
        request: ref(one.order),
        ...(one.dose ? { dosage: { dose: quantity(Number(amount), ucumOf(unit), unit) } } : {}),
      },
      ...named(one.as),
    };
  });

const extraMeasures: Readonly<Record<string, readonly [code: string, name: string, unit: string, shown: string]>> = {
  weight: ['29463-7', 'Body weight', 'kg', 'kg'],
  height: ['8302-2', 'Body height', 'cm', 'cm'],
  glucose: ['41653-7', 'Glucose by glucometer, capillary blood', 'mg/dL', 'mg/dL'],
  k: ['2823-3', 'Potassium', 'mmol/L', 'mmol/L'],
};
const measureNames = ['hr', 'rr', 'temp', 'spo2', 'pain', 'bp', ...Object.keys(extraMeasures)] as [string, ...string[]];

const measure = z
  .strictObject({
    what: z.enum(measureNames),
    value: z.union([z.number(), z.string().regex(/^\d+\/\d+$/, 'like 120/80')]),
    at: z.string().default('{{now}}'),
    by: z.string().default('{{learner}}'),
    basedOn: z.string().optional(),
    flag: z.enum(['L', 'N', 'H', 'LL', 'HH']).optional(),
    /** Entered from paper after a downtime. */
    paper: z.boolean().default(false),
    id,
    patient,
    as,
  })
  .transform((one): Change => {
    const laboratory = one.what === 'glucose' || one.what === 'k';
    return {
      create: {
        resourceType: 'Observation',
        ...known(one.id),
        ...extended(fromPaper(one.paper)),
        status: 'final',
        ...(one.basedOn ? { basedOn: [ref(one.basedOn)] } : {}),
        category: [
          concept(hl7Systems.observationCategory, laboratory ? 'laboratory' : 'vital-signs', laboratory ? 'Laboratory' : 'Vital Signs'),
        ],
        subject: subject(one.patient),
        effectiveDateTime: one.at,
        performer: [ref(one.by)],
        ...(one.flag ? { interpretation: [concept(hl7Systems.interpretation, one.flag, one.flag)] } : {}),
        ...measured(one.what, one.value),
      },
      ...named(one.as),
    };
  });

function measured(what: string, value: number | string): Fields & { code: Fields } {
  const component = (key: 'sbp' | 'dbp', amount: number): Fields => {
    const { code, name, unit, shown } = vitalSigns[key];
    return { code: concept(systems.loinc, code, name), valueQuantity: quantity(amount, unit, shown) };
  };
  if (what === 'bp') {
    const [upper = 0, lower = 0] = String(value).split('/').map(Number);
    return {
      code: concept(systems.loinc, '85354-9', 'Blood pressure panel'),
      component: [component('sbp', upper), component('dbp', lower)],
    };
  }
  const other = extraMeasures[what];
  if (other) return { code: concept(systems.loinc, other[0], other[1]), valueQuantity: quantity(Number(value), other[2], other[3]) };
  const { code, name, unit, shown } = vitalSigns[what as keyof typeof vitalSigns];
  return { code: concept(systems.loinc, code, name), valueQuantity: quantity(Number(value), unit, shown === '' ? 'score' : shown) };
}

const message = z
  .strictObject({
    to: z.string(),
    text: z.string(),
    category: z.string(),
    about: z.string().optional(),
    status: z.enum(['completed', 'preparation']).default('completed'),
    from: z.string().default('{{learner}}'),
    /** The message that it answers. */
    answers: z.string().optional(),
    id,
    patient,
    as,
  })
  .transform((one): Change => ({
    create: {
      resourceType: 'Communication',
      ...known(one.id),
      ...(one.answers ? { inResponseTo: [ref(one.answers)] } : {}),
      status: one.status,
      category: [concept(systems.task, one.category, one.category)],
      subject: subject(one.patient),
      ...(one.about ? { about: [ref(one.about)] } : {}),
      sent: '{{now}}',
      sender: written(one.from),
      recipient: [ref(one.to)],
      payload: [{ contentString: one.text }],
    },
    ...named(one.as),
  }));

const note = z
  .strictObject({
    type: z.enum(Object.keys(noteTypes) as [NoteType, ...NoteType[]]),
    text: z.string(),
    signed: z.boolean().default(true),
    by: z.string().default('{{learner}}'),
    at: z.string().default('{{now}}'),
    id,
    patient,
    as,
  })
  .transform((one): Change => {
    const [code, name] = noteTypes[one.type];
    return {
      create: {
        resourceType: 'DocumentReference',
        ...known(one.id),
        status: 'current',
        docStatus: one.signed ? 'final' : 'preliminary',
        type: concept(systems.loinc, code, name),
        subject: subject(one.patient),
        date: one.at,
        author: [written(one.by)],
        ...(one.signed ? { authenticator: written(one.by) } : {}),
        content: [{ attachment: { contentType: 'text/plain', title: name, data: base64(one.text) } }],
      },
      ...named(one.as),
    };
  });

const task = z
  .strictObject({
    code: z.string(),
    text: z.string(),
    owner: z.string(),
    about: z.string().optional(),
    priority: z.enum(['routine', 'urgent', 'asap', 'stat']).default('routine'),
    from: z.string().default('{{learner}}'),
    note: z.string().optional(),
    id,
    patient,
    as,
  })
  .transform((one): Change => ({
    create: {
      resourceType: 'Task',
      ...known(one.id),
      status: 'requested',
      intent: 'order',
      priority: one.priority,
      code: concept(systems.task, one.code, one.text),
      description: one.text,
      ...(one.about ? { focus: ref(one.about) } : {}),
      for: subject(one.patient),
      authoredOn: '{{now}}',
      lastModified: '{{now}}',
      requester: written(one.from),
      owner: written(one.owner),
      ...(one.note ? { note: [{ text: one.note }] } : {}),
    },
    ...named(one.as),
  }));

/** A task of a work list done, refused with a reason, or taken. */
const settle = z
  .strictObject({
    task: z.string(),
    status: z.enum(['completed', 'rejected', 'accepted', 'in-progress']).default('completed'),
    reason: z.string().optional(),
  })
  .transform((one): Change => ({
    change: one.task,
    set: { status: one.status, lastModified: '{{now}}', ...(one.reason ? { statusReason: { text: one.reason } } : {}) },
  }));

const check = z
  .strictObject({
    check: z.string(),
    answers: z.record(z.string(), z.union([z.boolean(), z.number().int()])),
    sum: z.number().int(),
    patient,
    as,
  })
  .transform((one): Change => ({
    create: {
      resourceType: 'QuestionnaireResponse',
      questionnaire: `https://atelbow.example/fhir/Questionnaire/check-${one.check}`,
      status: 'completed',
      subject: subject(one.patient),
      authored: '{{now}}',
      author: ref('{{learner}}'),
      item: [
        ...Object.entries(one.answers).map(([linkId, value]) => ({
          linkId,
          answer: [
            typeof value === 'boolean'
              ? { valueBoolean: value }
              : { valueCoding: { system: 'https://atelbow.example/fhir/CodeSystem/check', code: String(value) } },
          ],
        })),
        { linkId: 'sum', answer: [{ valueInteger: one.sum }] },
      ],
    },
    ...named(one.as),
  }));

const problem = z
  .strictObject({ code: z.enum(Object.keys(diagnoses) as [Diagnosis, ...Diagnosis[]]), patient, as })
  .transform((one): Change => ({
    create: {
      resourceType: 'Condition',
      clinicalStatus: concept(hl7Systems.conditionClinical, 'active', 'Active'),
      category: [concept(hl7Systems.conditionCategory, 'problem-list-item', 'Problem List Item')],
      code: diagnosisConcept(one.code),
      subject: subject(one.patient),
      recordedDate: '{{now}}',
    },
    ...named(one.as),
  }));

export const shorthands = { medicine, service, give, measure, message, note, task, settle, check, problem } as const;
