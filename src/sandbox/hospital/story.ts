import type { NoteType, Diagnosis, LabKey, VitalKey } from './codes.ts';
import type { Payer } from './places.ts';

/** How often, as orders say it, with the times at which the pharmacy sets it due. */
export const frequencies = {
  daily: ['09:00'],
  bid: ['09:00', '21:00'],
  tid: ['09:00', '14:00', '21:00'],
  qid: ['09:00', '13:00', '17:00', '21:00'],
  q4h: ['00:00', '04:00', '08:00', '12:00', '16:00', '20:00'],
  q6h: ['00:00', '06:00', '12:00', '18:00'],
  q8h: ['06:00', '14:00', '22:00'],
  q12h: ['09:00', '21:00'],
  q24h: ['10:00'],
  meals: ['08:30', '12:30', '17:30'],
  bedtime: ['21:00'],
  early: ['06:00'],
  weekly: ['09:00'],
  once: [],
  continuous: [],
} as const;
export type Frequency = keyof typeof frequencies;

/** Don't give while the newest value of this measurement compares so. */
export interface HoldParameter {
  readonly vital: VitalKey | 'glucose';
  readonly below?: number;
  readonly above?: number;
}

export interface OrderSpec {
  readonly drug: string;
  readonly dose: number;
  readonly unit: string;
  readonly route: 'by mouth' | 'intravenous' | 'subcutaneous' | 'inhaled' | 'under the tongue';
  readonly frequency: Frequency;
  /** As needed for this; then `frequency` is the most often. */
  readonly prn?: string;
  readonly hold?: readonly HoldParameter[];
  /** Days before today on which it was ordered; absent: at admission. */
  readonly sinceDay?: number;
  readonly form?: string;
  /** Waits for the pharmacist. */
  readonly unverified?: boolean;
  /** Other part of the id, when one drug is ordered twice. */
  readonly tag?: string;
  readonly status?: 'active' | 'on-hold' | 'draft';
  readonly ratePerHour?: number;
}

export interface AllergySpec {
  /** A drug's key, a group, or a plain substance. */
  readonly to: string;
  readonly reaction: string;
  readonly severity: 'mild' | 'moderate' | 'severe';
  readonly criticality: 'low' | 'high';
}

export interface NoteSpec {
  readonly type: NoteType;
  readonly day: number;
  readonly time: string;
  readonly by: string;
  readonly text: string;
}

export type Vitals = Readonly<Record<VitalKey, number>>;

/** Somebody who never was, and why they are here. */
export interface Story {
  readonly id: string;
  readonly given: string;
  readonly family: string;
  readonly age: number;
  /** `MM-DD` */
  readonly birthday: string;
  readonly sex: 'female' | 'male';
  readonly language?: string;
  readonly payer: Payer;
  readonly weightKg?: number;
  readonly heightCm?: number;
  readonly allergies: readonly AllergySpec[];
  readonly problems: readonly Diagnosis[];
  /** Taken at home: the list that reconciliation starts from. */
  readonly homeMedicines: readonly OrderSpec[];
  readonly stay?: Stay;
}

export interface Stay {
  readonly ward: string;
  readonly bed: number;
  /** Days before today; 0: today. */
  readonly admittedDay: number;
  readonly admittedAt: string;
  readonly reason: Diagnosis;
  readonly attending: string;
  readonly nurse: string;
  readonly codeStatus: 'Full code' | 'Do not resuscitate' | 'Limited treatment';
  readonly isolation?: string;
  readonly diet: string;
  readonly vitals: Vitals;
  /** What differs in the newest set of vital signs. */
  readonly latest?: Partial<Vitals>;
  readonly orders: readonly OrderSpec[];
  /** Values per test, oldest first, the last of this morning. Null: not drawn that day. */
  readonly labs: Readonly<Partial<Record<LabKey, readonly (number | null)[]>>>;
  readonly glucose?: readonly number[];
  readonly notes: readonly NoteSpec[];
  /** Nursing and other orders that are not medicines. */
  readonly care?: readonly string[];
}

export const steady: Vitals = { hr: 76, rr: 16, temp: 36.8, spo2: 96, pain: 2, sbp: 128, dbp: 74 };

export const order = (
  drug: string,
  dose: number,
  unit: string,
  route: OrderSpec['route'],
  frequency: Frequency,
  extra: Partial<OrderSpec> = {},
): OrderSpec => ({ drug, dose, unit, route, frequency, ...extra });
/** A home medicine taken by mouth. */
export const home = (drug: string, dose: number, unit: string, frequency: Frequency = 'daily'): OrderSpec =>
  order(drug, dose, unit, 'by mouth', frequency);
export const allergy = (to: string, reaction: string, severity: AllergySpec['severity'] = 'moderate'): AllergySpec => ({
  to,
  reaction,
  severity,
  criticality: severity === 'severe' ? 'high' : 'low',
});
export const note = (type: NoteType, day: number, time: string, by: string, text: string): NoteSpec => ({ type, day, time, by, text });
