import { exercisesOf, practiceOf, type Module } from './module.ts';
import { plainWords } from './match-text.ts';
import type { Question } from './question.ts';

/** `error`: this file can't be published. `warning`: it can, and somebody should look. */
export interface LintIssue {
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly text: string;
}

interface Known {
  readonly exercises?: ReadonlySet<string>;
  readonly media?: ReadonlySet<string>;
  readonly competencies?: ReadonlySet<string>;
}

const wordsAMinute = 230;
const poolPerDraw = 1.25;

/** Everything that can be said of a module without knowing its subject, in the order of its lines. */
export function lintModule(module: Module, known: Known = {}): LintIssue[] {
  const issues = [...ofWhole(module, known), ...ofPages(module, known)];
  for (const question of [...practiceOf(module), ...module.pool]) issues.push(...ofQuestion(question));
  return issues.toSorted((a, b) => a.line - b.line);
}

const error = (line: number, text: string): LintIssue => ({ line, severity: 'error', text });
const warning = (line: number, text: string): LintIssue => ({ line, severity: 'warning', text });

function ofWhole(module: Module, known: Known): LintIssue[] {
  const issues: LintIssue[] = [];
  const ids = [...practiceOf(module), ...module.pool];
  for (const [index, question] of ids.entries())
    if (ids.findIndex((other) => other.itemId === question.itemId) < index)
      issues.push(error(question.line, `The id ${question.itemId} is used twice. Give each question its own.`));
  if (module.pool.length === 0) issues.push(error(1, 'There is no knowledge check. Add blocks that begin with ```check.'));
  if (module.draw > module.pool.length)
    issues.push(error(1, `draw is ${module.draw}, but the pool has ${module.pool.length} items. Write more, or draw fewer.`));
  else if (module.kind === 'module' && module.pool.length < module.draw * poolPerDraw)
    issues.push(
      warning(1, `The pool has ${module.pool.length} items for ${module.draw} drawn: a second attempt sees nearly all of them again.`),
    );
  if (module.prerequisites.includes(module.moduleId)) issues.push(error(1, 'A module cannot come before itself (prerequisites).'));
  if (module.equivalents.includes(module.moduleId)) issues.push(error(1, 'A module is always equivalent to itself (equivalents).'));
  const [least, most] = module.kind === 'burst' ? [3, 5] : [8, 30];
  if (module.minutes < least || module.minutes > most)
    issues.push(warning(1, `minutes is ${module.minutes}; a ${module.kind} is meant to take ${least} to ${most}.`));
  for (const { competencyId } of module.teaches)
    if (known.competencies && !known.competencies.has(competencyId)) issues.push(warning(1, `There is no competency ${competencyId}.`));
  const words = wordCount(module);
  if (words / wordsAMinute > module.minutes)
    issues.push(
      warning(
        1,
        `${words} words take about ${Math.round(words / wordsAMinute)} minutes to read, more than the ${module.minutes} promised.`,
      ),
    );
  return issues;
}

const wordCount = (module: Module): number =>
  module.pages.flatMap((page) => page.parts).reduce((sum, part) => sum + (part.kind === 'text' ? part.markdown.split(/\s+/).length : 0), 0);

function ofPages(module: Module, known: Known): LintIssue[] {
  const issues: LintIssue[] = [];
  if (module.pages.length === 0) issues.push(error(1, 'There is no page. A page begins with a line "# Its title".'));
  for (const page of module.pages) {
    if (page.parts.length === 0) issues.push(error(page.line, `The page “${page.title}” is empty.`));
    for (const part of page.parts)
      if (part.kind === 'text')
        for (const [index, line] of part.markdown.split('\n').entries()) issues.push(...ofLine(line, part.line + index, known));
  }
  for (const exercise of exercisesOf(module))
    if (known.exercises && !known.exercises.has(exercise.exerciseId))
      issues.push(warning(exercise.line, `The practice EHR has no exercise ${exercise.exerciseId}; learners can pass without it.`));
  return issues;
}

function ofLine(line: string, at: number, known: Known): LintIssue[] {
  const issues: LintIssue[] = [];
  if (/<\/?[a-z][^>]*>/i.test(line)) issues.push(warning(at, 'HTML is shown as it is written here, not as it would look. Use Markdown.'));
  for (const [, name = ''] of line.matchAll(/!\[[^\]]*\]\(media:([^)\s]+)\)/g))
    if (known.media && !known.media.has(name)) issues.push(error(at, `There is no picture ${name}.`));
  if (/!\[\s*\]\(/.test(line)) issues.push(error(at, 'A picture needs words for whoever cannot see it: ![what it shows](media:name.svg).'));
  if (/!\[[^\]]*\]\((?!media:)/.test(line)) issues.push(error(at, 'A picture must be one of ours: ![…](media:name.svg).'));
  return issues;
}

function ofQuestion(question: Question): LintIssue[] {
  const { line } = question;
  const issues: LintIssue[] = [];
  if (plainWords(question.ask) === '') issues.push(error(line, 'Nothing is asked (ask).'));
  const explained = question.why !== '' || ('choices' in question && question.choices.every((choice) => choice.why !== ''));
  if (!explained) issues.push(warning(line, 'Whoever answers learns nothing: add why, to the question or to each choice.'));
  for (const list of labelsOf(question))
    if (new Set(list.map((one) => one.key)).size < list.length) issues.push(error(line, 'Two of its lines say the same.'));
  return [...issues, ...ofKind(question)];
}

function labelsOf(question: Question): (readonly { readonly key: string }[])[] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return [question.choices];
    case 'order':
      return [question.steps];
    case 'match':
      return [question.pairs, question.rights];
    case 'sort':
      return [question.groups, question.entries];
    default:
      return [];
  }
}

function ofKind(question: Question): LintIssue[] {
  const { line } = question;
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return ofChoices(question);
    case 'order':
      return question.steps.length < 3 ? [error(line, 'Fewer than three steps can be guessed.')] : [];
    case 'match':
      return question.pairs.length < 3 ? [error(line, 'Fewer than three pairs can be guessed.')] : [];
    case 'number':
      return question.tolerance < 0 ? [error(line, 'tolerance is below 0.')] : [];
    case 'text': {
      const empty = question.accepted.some((accepted) => plainWords(accepted).replaceAll('*', '').trim() === '');
      return question.accepted.length === 0 || empty ? [error(line, 'Each accepted answer needs words: "*" alone accepts anything.')] : [];
    }
    case 'sort': {
      const used = new Set(question.entries.map((entry) => entry.group));
      const unused = question.groups.filter((group) => !used.has(group.key)).map((group) => group.text);
      return [
        ...(question.groups.length < 2 ? [error(line, 'There is only one group to sort into.')] : []),
        ...(question.entries.length < 3 ? [error(line, 'Fewer than three entries can be guessed.')] : []),
        ...(unused.length > 0 ? [warning(line, `Nothing belongs to ${unused.join(', ')}.`)] : []),
      ];
    }
    case 'true-false':
      return [];
  }
}

function ofChoices(question: Extract<Question, { kind: 'single' | 'multiple' }>): LintIssue[] {
  const { line, choices, kind } = question;
  const rights = choices.filter((choice) => choice.right);
  const wrongs = choices.filter((choice) => !choice.right);
  const issues: LintIssue[] = [];
  if (kind === 'single' && rights.length !== 1) issues.push(error(line, `Exactly one choice is right; ${rights.length} are marked so.`));
  if (kind === 'multiple' && rights.length === 0) issues.push(error(line, 'No choice is marked right.'));
  if (wrongs.length === 0) issues.push(error(line, 'No choice is wrong.'));
  if (choices.length < 3) issues.push(warning(line, 'With two choices every second guess is right.'));
  if (wrongs.some((choice) => choice.why === '' && question.why === '')) issues.push(warning(line, 'A wrong choice has no why.'));
  const longest = Math.max(...wrongs.map((choice) => choice.text.length), 0);
  if (kind === 'single' && (rights[0]?.text.length ?? 0) > Math.max(60, 2 * longest))
    issues.push(warning(line, 'The right choice is by far the longest: that alone tells it.'));
  return issues;
}
