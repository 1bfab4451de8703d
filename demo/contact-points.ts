import type { Dice } from './dice.ts';

/** 555-0100 to 555-0199 are reserved for fiction by the North American Numbering Plan. */
export const fictionalPhone = (dice: Dice): string => `555-01${String(dice.between(0, 99)).padStart(2, '0')}`;

/** `.example` is reserved by RFC 2606; the id keeps addresses of namesakes apart. */
export function fictionalEmail(familyName: string, personId: string): string {
  const plain = familyName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  return `${plain.slice(0, 24) || 'staff'}.${personId.toLowerCase()}@lakeview.example`;
}

/** Ten digits whose check digit is wrong, so that it can be nobody's National Provider Identifier. */
export function impossibleNpi(dice: Dice): string {
  const stem = `1${String(dice.between(0, 99_999_999)).padStart(8, '0')}`;
  return stem + String((npiCheckDigit(stem) + dice.between(1, 9)) % 10);
}

/** Luhn over the constant prefix 80840 and nine digits (45 CFR 162.406, ISO/IEC 7812). */
function npiCheckDigit(stem: string): number {
  let sum = 0;
  const digits = Array.from(`80840${stem}`, Number).toReversed();
  digits.forEach((digit, i) => {
    const doubled = digit * (i % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return (10 - (sum % 10)) % 10;
}
