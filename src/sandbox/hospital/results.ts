import { randomStream } from '#kernel/random.ts';
import { hourMs, type Instant } from '#kernel/time.ts';
import type { Fields, Resource } from '../core/fhir/resource.ts';
import type { Clock } from './clock.ts';
import {
  bloodPressure,
  bodyHeight,
  bodyWeight,
  fingerGlucose,
  intake,
  labTests,
  output,
  panels,
  vitalSigns,
  type LabKey,
  type LabTest,
  type VitalKey,
} from './codes.ts';
import { patientRef } from './person.ts';
import { encounterRef, practitioner, type Bedded } from './stay.ts';
import type { Story, Vitals } from './story.ts';
import { claims, concept, hl7Systems, profiles, quantity, ref, systems } from './systems.ts';

const category = (code: string, display: string): Fields => concept(hl7Systems.observationCategory, code, display);
const vitalCategory = category('vital-signs', 'Vital Signs');

interface Where {
  readonly story: Story;
  readonly at: string;
  readonly id: string;
}

function observation({ story, at, id }: Where, code: Fields, rest: Fields): Resource {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    code,
    subject: patientRef(story),
    ...(story.stay ? { encounter: encounterRef(story) } : {}),
    effectiveDateTime: at,
    issued: at,
    ...rest,
  };
}

const flag = (value: number, low: number | undefined, high: number | undefined, worst: { low?: number; high?: number } = {}): Fields[] => {
  const found =
    worst.low !== undefined && value <= worst.low
      ? ['LL', 'Critical low']
      : worst.high !== undefined && value >= worst.high
        ? ['HH', 'Critical high']
        : low !== undefined && value < low
          ? ['L', 'Low']
          : high !== undefined && value > high
            ? ['H', 'High']
            : ['N', 'Normal'];
  return [concept(hl7Systems.interpretation, found[0] ?? 'N', found[1] ?? 'Normal')];
};

function vitalValue(key: VitalKey, value: number): Fields {
  const { unit, shown, low, high } = vitalSigns[key];
  return { valueQuantity: quantity(value, unit, shown === '' ? 'score' : shown), interpretation: flag(value, low, high) };
}
const vitalConcept = (key: VitalKey): Fields => concept(systems.loinc, vitalSigns[key].code, vitalSigns[key].name);

/** One column of the flowsheet: a set of vital signs at one time. */
export function vitalSet(story: Story, values: Vitals, at: string, tag: string, by: string): Resource[] {
  const where = (key: string): Where => ({ story, at, id: `vs-${story.id}-${tag}-${key}` });
  const common = { category: [vitalCategory], performer: [practitioner(by)] };
  const pressure = observation(where('bp'), concept(systems.loinc, ...bloodPressure), {
    ...common,
    meta: claims(profiles.bloodPressure),
    component: (['sbp', 'dbp'] as const).map((key) => ({ code: vitalConcept(key), ...vitalValue(key, values[key]) })),
  });
  return [
    ...(['hr', 'rr', 'temp', 'spo2', 'pain'] as const).map((key) =>
      observation(where(key), vitalConcept(key), {
        ...common,
        // R4's profile of oxygen saturation wants another code than pulse oximetry has; pain has none.
        ...(key === 'pain' || key === 'spo2' ? {} : { meta: claims(profiles[key]) }),
        ...vitalValue(key, values[key]),
      }),
    ),
    pressure,
  ];
}

/** Every four hours since yesterday morning, every eight before that, up to three days; the newest set differs as the story says. */
export function vitalsOfStay(story: Bedded, clock: Clock, seed: number): Resource[] {
  const { stay } = story;
  const random = randomStream(seed);
  const begin = clock.instant(-stay.admittedDay, stay.admittedAt);
  const times: { at: Instant; tag: string }[] = [];
  for (let day = Math.max(-2, -stay.admittedDay); day <= 0; day++)
    for (const hour of day < -1 ? [0, 8, 16] : [0, 4, 8, 12, 16, 20]) {
      const at = clock.instant(day, `${String(hour).padStart(2, '0')}:00`);
      if (at > begin && at < clock.startsAt - hourMs / 2) times.push({ at, tag: `${-day}-${String(hour).padStart(2, '0')}` });
    }
  if (times.length === 0) times.push({ at: clock.startsAt - hourMs / 2, tag: '0-now' });
  return times.flatMap(({ at, tag }, index) => {
    const last = index === times.length - 1;
    const values = last && stay.latest ? { ...stay.vitals, ...stay.latest } : wobble(stay.vitals, random);
    return [
      ...vitalSet(story, values, clock.isoOf(at), tag, stay.nurse),
      ...(index % 2 === 0 ? fluids(story, clock.isoOf(at), tag, random) : []),
    ];
  });
}

const spread: Vitals = { hr: 5, rr: 2, temp: 0.3, spo2: 1, pain: 1, sbp: 7, dbp: 5 };
function wobble(vitals: Vitals, random: () => number): Vitals {
  const one = (key: VitalKey): number => {
    const value = vitals[key] + (random() * 2 - 1) * spread[key];
    const rounded = Number(value.toFixed(vitalSigns[key].digits));
    return key === 'spo2' ? Math.min(100, rounded) : Math.max(0, rounded);
  };
  return { hr: one('hr'), rr: one('rr'), temp: one('temp'), spo2: one('spo2'), pain: one('pain'), sbp: one('sbp'), dbp: one('dbp') };
}

function fluids(story: Bedded, at: string, tag: string, random: () => number): Resource[] {
  const ml = (low: number, width: number): number => Math.round((low + random() * width) / 10) * 10;
  const rest = { category: [vitalCategory], performer: [practitioner(story.stay.nurse)] };
  return [
    observation({ story, at, id: `io-${story.id}-${tag}-in` }, concept(systems.local, ...intake), {
      ...rest,
      valueQuantity: quantity(ml(200, 400), 'mL'),
    }),
    observation({ story, at, id: `io-${story.id}-${tag}-out` }, concept(systems.loinc, ...output), {
      ...rest,
      valueQuantity: quantity(ml(150, 400), 'mL'),
    }),
  ];
}

export function bodyResources(story: Story, clock: Clock): Resource[] {
  const day = story.stay ? -story.stay.admittedDay : -30;
  const at = clock.iso(day, story.stay?.admittedAt ?? '10:00');
  const one = (id: 'weight' | 'height', code: readonly [string, string], value: number, unit: string): Resource =>
    observation({ story, at, id: `body-${story.id}-${id}` }, concept(systems.loinc, ...code), {
      meta: claims(profiles[id]),
      category: [vitalCategory],
      valueQuantity: quantity(value, unit),
    });
  return [
    ...(story.weightKg === undefined ? [] : [one('weight', bodyWeight, story.weightKg, 'kg')]),
    ...(story.heightCm === undefined ? [] : [one('height', bodyHeight, story.heightCm, 'cm')]),
  ];
}

export function glucoseResources(story: Bedded, clock: Clock): Resource[] {
  const values = story.stay.glucose ?? [];
  return values.map((value, index) => {
    const at = clock.isoOf(clock.startsAt - (values.length - 1 - index) * 5 * hourMs - hourMs / 4);
    return observation({ story, at, id: `glu-${story.id}-${index + 1}` }, concept(systems.loinc, ...fingerGlucose), {
      category: [category('laboratory', 'Laboratory')],
      valueQuantity: quantity(value, 'mg/dL'),
      interpretation: flag(value, 70, 180, { low: 53, high: 400 }),
      referenceRange: [{ low: quantity(70, 'mg/dL'), high: quantity(180, 'mg/dL') }],
      performer: [practitioner(story.stay.nurse)],
    });
  });
}

/** A laboratory value with its range and flag. */
export function labObservation(where: Where, key: LabKey, value: number, basedOn?: string): Resource {
  const { code, name, unit, low, high, criticalLow, criticalHigh }: LabTest = labTests[key];
  return observation(where, concept(systems.loinc, code, name), {
    ...(basedOn === undefined ? {} : { basedOn: [ref(basedOn)] }),
    category: [category('laboratory', 'Laboratory')],
    valueQuantity: quantity(value, unit),
    interpretation: flag(value, low, high, {
      ...(criticalLow === undefined ? {} : { low: criticalLow }),
      ...(criticalHigh === undefined ? {} : { high: criticalHigh }),
    }),
    referenceRange: [
      { ...(low === undefined ? {} : { low: quantity(low, unit) }), ...(high === undefined ? {} : { high: quantity(high, unit) }) },
    ],
  });
}

/** Per morning and panel: the order, the report, its values. The last value of a series is this morning's. */
export function labResources(story: Bedded, clock: Clock): Resource[] {
  const drawn = new Map<string, { key: LabKey; value: number }[]>();
  for (const [name, values] of Object.entries(story.stay.labs))
    values.forEach((value, index) => {
      const key = name as LabKey;
      const test: LabTest = labTests[key];
      const slot = `${test.panel === 'single' ? key : test.panel} ${values.length - 1 - index}`;
      if (value !== null) drawn.set(slot, [...(drawn.get(slot) ?? []), { key, value }]);
    });
  return [...drawn].flatMap(([slot, values]) => {
    const [panel = '', ago = '0'] = slot.split(' ');
    return panelResources(story, panel, Number(ago), values, clock);
  });
}

function panelResources(
  story: Bedded,
  panel: string,
  ago: number,
  values: readonly { key: LabKey; value: number }[],
  clock: Clock,
): Resource[] {
  const { stay } = story;
  const first = labTests[values[0]?.key ?? 'k'];
  const [code, name] = panel in panels ? panels[panel as keyof typeof panels] : ([first.code, first.name] as const);
  const drawnAt = Math.max(clock.instant(-ago, '05:30'), clock.instant(-stay.admittedDay, stay.admittedAt) + hourMs / 2);
  const at = clock.isoOf(Math.min(drawnAt, clock.startsAt - hourMs / 2));
  const tag = `${story.id}-${panel}-${ago}`;
  const observations = values.map(({ key, value }) =>
    labObservation({ story, at, id: `lab-${tag}-${key}` }, key, value, `ServiceRequest/labrq-${tag}`),
  );
  const request: Resource = {
    resourceType: 'ServiceRequest',
    id: `labrq-${tag}`,
    status: 'completed',
    intent: 'order',
    category: [concept(systems.local, 'laboratory', 'Laboratory')],
    code: concept(systems.loinc, code, name),
    subject: patientRef(story),
    encounter: encounterRef(story),
    authoredOn: at,
    requester: practitioner(stay.attending),
  };
  const report: Resource = {
    resourceType: 'DiagnosticReport',
    id: `rep-${tag}`,
    basedOn: [ref(`ServiceRequest/labrq-${tag}`)],
    status: 'final',
    category: [concept(hl7Systems.diagnosticService, 'LAB', 'Laboratory')],
    code: concept(systems.loinc, code, name),
    subject: patientRef(story),
    encounter: encounterRef(story),
    effectiveDateTime: at,
    issued: at,
    performer: [ref('Organization/lakeview', 'Lakeview laboratory')],
    result: observations.map(({ id }) => ref(`Observation/${id}`)),
  };
  return [request, ...observations, report];
}
