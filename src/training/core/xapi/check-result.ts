import type { Finder } from './fault.ts';
import { own, type Json } from './json.ts';
import { isDuration } from './lexical.ts';
import { aBoolean, anyText, checkShape, extensions, isText, type Check } from './shape.ts';

const aNumber: Check = (value, find) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) find.say('must be a number', 'Data 2.4.5.1');
};
const scaled: Check = (value, find) => {
  if (typeof value !== 'number' || value < -1 || value > 1) find.say('must be a number from -1 to 1', 'Data 2.4.5.1');
};

function score(value: Json, find: Finder): void {
  if (!checkShape(value, find, { scaled, raw: aNumber, min: aNumber, max: aNumber })) return;
  const [raw, min, max] = ['raw', 'min', 'max'].map((name) => {
    const number = own(value, name);
    return typeof number === 'number' ? number : undefined;
  });
  if (min !== undefined && max !== undefined && min >= max) find.at('min').say('must be less than max', 'Data 2.4.5.1');
  if (raw !== undefined && min !== undefined && raw < min) find.at('raw').say('must not be less than min', 'Data 2.4.5.1');
  if (raw !== undefined && max !== undefined && raw > max) find.at('raw').say('must not be greater than max', 'Data 2.4.5.1');
}

export const result: Check = (value, find) =>
  void checkShape(value, find, {
    score,
    success: aBoolean,
    completion: aBoolean,
    response: anyText,
    duration: isText(isDuration, 'an ISO 8601 duration', 'Data 4.6'),
    extensions,
  });
