import { randomInt } from 'node:crypto';
import { newId } from '#kernel/ids.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** What brings an answer back to its request. */
export const newMailToken = (): string => Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('');
export const newMailId = (token: string): string => `<${token}.${newId('mai')}@atelbow>`;
