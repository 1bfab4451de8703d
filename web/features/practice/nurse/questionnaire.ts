import type { QuestionnaireItem, ResponseAnswer } from '../fhir/documents.ts';

/** Questions of a form in one line, with the title of the group that each stands in. */
export function questionsOf(items: readonly QuestionnaireItem[] | undefined, group = ''): { item: QuestionnaireItem; group: string }[] {
  return (items ?? []).flatMap((item) =>
    item.type === 'group'
      ? questionsOf(item.item, item.text ?? group)
      : item.type === 'display'
        ? []
        : [{ item, group }, ...questionsOf(item.item, group)],
  );
}

/** Answers as their form fields hold them: text, or the place of the chosen option. */
export type Typed = Readonly<Record<string, string>>;

export function answerOf(item: QuestionnaireItem, typed: string): ResponseAnswer | null {
  if (typed === '') return null;
  if (item.answerOption?.length) {
    const option = item.answerOption[Number(typed)];
    if (!option) return null;
    if (option.valueCoding) return { valueCoding: option.valueCoding };
    return option.valueString === undefined ? { valueInteger: option.valueInteger ?? 0 } : { valueString: option.valueString };
  }
  switch (item.type) {
    case 'boolean':
      return { valueBoolean: typed === 'true' };
    case 'integer':
      return /^-?\d+$/.test(typed) ? { valueInteger: Number(typed) } : null;
    case 'decimal':
      return Number.isFinite(Number(typed)) ? { valueDecimal: Number(typed) } : null;
    case 'date':
      return { valueDate: typed };
    default:
      return { valueString: typed };
  }
}

export const missingIn = (items: readonly QuestionnaireItem[] | undefined, typed: Typed): string[] =>
  questionsOf(items).flatMap(({ item }) => (item.required && answerOf(item, typed[item.linkId] ?? '') === null ? [item.linkId] : []));

/** The question that holds the sum of the others: the form counts, nobody adds up. */
export const isSum = (item: QuestionnaireItem): boolean => item.linkId === 'sum' && item.type === 'integer';

/** Points: of an option its code where that is a number, or its ordinal value; a yes counts one. Null: nothing is counted here. */
export function scoreOf(items: readonly QuestionnaireItem[] | undefined, typed: Typed): number | null {
  const questions = questionsOf(items).map(({ item }) => item);
  if (!questions.some(isSum)) return null;
  let sum = 0;
  for (const item of questions) {
    if (item.type === 'boolean' && typed[item.linkId] === 'true') sum += 1;
    const option = item.answerOption?.[Number(typed[item.linkId] || NaN)];
    const points = option?.extension?.find((one) => /ordinalValue|itemWeight/.test(one.url));
    sum +=
      points?.valueDecimal ??
      points?.valueInteger ??
      (/^\d+$/.test(option?.valueCoding?.code ?? '') ? Number(option?.valueCoding?.code) : (option?.valueInteger ?? 0));
  }
  return sum;
}
