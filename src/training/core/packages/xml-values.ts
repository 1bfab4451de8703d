import type { IssueList } from './issue-list.ts';
import { attributeOf, type XmlElement } from './xml.ts';

/* Attributes as values. What is none of its kind is an error with its line, and counts as not given. */
const wrong = (element: XmlElement, name: string, issues: IssueList, wanted: string): void =>
  issues.error(element, `${name} "${attributeOf(element, name).slice(0, 60)}" is not ${wanted}`);

export function flagOf(element: XmlElement, name: string, otherwise: boolean, issues: IssueList): boolean {
  const text = attributeOf(element, name);
  if (text === '') return otherwise;
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  wrong(element, name, issues, 'true or false');
  return otherwise;
}

export function wordOf<Word extends string>(element: XmlElement, name: string, words: readonly Word[], issues: IssueList): Word | null {
  const text = attributeOf(element, name);
  const found = words.find((word) => word === text) ?? null;
  if (found === null && text !== '') wrong(element, name, issues, `one of ${words.join(', ')}`);
  return found;
}

export function numberOf(
  element: XmlElement,
  name: string,
  { min, max, otherwise }: { readonly min: number; readonly max: number; readonly otherwise: number },
  issues: IssueList,
): number {
  const text = attributeOf(element, name);
  if (text === '') return otherwise;
  const number = Number(text);
  if (number >= min && number <= max) return number;
  wrong(element, name, issues, `a number from ${min} to ${max}`);
  return otherwise;
}

export function wholeOf(element: XmlElement, name: string, issues: IssueList): number | null {
  const text = attributeOf(element, name);
  if (text === '') return null;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  wrong(element, name, issues, 'a whole number');
  return null;
}
