import { measuredDuration } from '../xapi/lexical.ts';
import type { PackageKind } from './course.ts';

/** `HHHH:MM:SS.SS` of SCORM 1.2 or an ISO 8601 duration of SCORM 2004 in seconds; 0 for what is neither. */
export function secondsOfSpan(kind: PackageKind, text: string): number {
  if (kind === 'scorm-1.2') {
    const [, hours, minutes, seconds] = /^(\d{2,4}):([0-5]?\d):(\d{1,2}(?:\.\d{1,2})?)$/.exec(text) ?? [];
    return hours === undefined ? 0 : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  }
  if (!/^P(?=[\dT])(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/.test(text)) return 0;
  const [months, hundredths] = measuredDuration(text).split('M');
  return months === '0' ? Number(hundredths) / 100 : 0;
}

/** The other way round. SCORM 1.2 counts to 9999 hours. */
export function spanOfSeconds(kind: PackageKind, seconds: number): string {
  const whole = Math.max(0, Math.round(seconds * 100) / 100);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), Math.round((whole % 60) * 100) / 100];
  if (kind !== 'scorm-1.2') return `PT${hours}H${minutes}M${rest}S`;
  const two = (value: number): string => String(value).padStart(2, '0');
  const [full, fraction = ''] = String(rest).split('.');
  return `${String(Math.min(hours, 9999)).padStart(4, '0')}:${two(minutes)}:${two(Number(full))}${fraction === '' ? '' : `.${fraction.padEnd(2, '0')}`}`;
}
