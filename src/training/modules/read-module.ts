import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { LintIssue } from '../core/modules/lint.ts';
import type { Module, Page, Part } from '../core/modules/module.ts';
import { keyOf, type Labelled, type Question } from '../core/modules/question.ts';
import { ExerciseBlock, Head, QuestionBlock } from './file-schema.ts';
import { readBlocks, type PageBlock } from './read-blocks.ts';

/** `module` is null when the file can't be read as one; `issues` then say where and why, and otherwise are empty. */
export interface ReadModule {
  readonly module: Module | null;
  readonly issues: readonly LintIssue[];
}

/** Reads a module's file: a head between two lines `---`, then pages of Markdown with blocks ```question, ```check and ```exercise. */
export function readModule(source: string): ReadModule {
  const blocks = readBlocks(source);
  const issues: LintIssue[] = blocks.complaints.map((complaint) => ({ ...complaint, severity: 'error' }));
  if (!blocks.head)
    return {
      module: null,
      issues: [...issues, { line: 1, severity: 'error', text: 'The file begins with a line "---", the head, and "---" again.' }],
    };
  const head = readYaml(blocks.head.yaml, blocks.head.line, Head, issues);
  const pool: Question[] = [];
  const defaultTask = head ? (Object.keys(head.teaches)[0] ?? head.module) : '';
  const pages = blocks.pages.flatMap((page): Page[] => {
    const parts = page.parts.flatMap((part) => readPart(part, defaultTask, pool, issues));
    // A page of nothing but check items is not shown: its items are the pool.
    const onlyChecks = page.parts.length > 0 && page.parts.every((part) => part.kind === 'check');
    return onlyChecks ? [] : [{ title: page.title, line: page.line, parts }];
  });
  if (!head || issues.length > 0) return { module: null, issues: issues.toSorted((a, b) => a.line - b.line) };
  return {
    module: {
      moduleId: head.module,
      title: head.title,
      summary: head.summary,
      kind: head.kind,
      roles: head.roles,
      minutes: head.minutes,
      teaches: Object.entries(head.teaches).map(([competencyId, level]) => ({ competencyId, level })),
      prerequisites: head.prerequisites,
      equivalents: head.equivalents,
      passShare: head.pass,
      draw: head.draw,
      feedback: head.feedback,
      testOut: head['test-out'],
      pages,
      pool,
    },
    issues: [],
  };
}

function readPart(part: PageBlock['parts'][number], task: string, pool: Question[], issues: LintIssue[]): Part[] {
  const { line } = part;
  if (part.kind === 'text') return [{ kind: 'text', markdown: part.text, line }];
  if (part.kind === 'exercise') {
    const block = readYaml(part.text, line, ExerciseBlock, issues);
    return block ? [{ kind: 'exercise', exerciseId: block.exercise, title: block.title, required: block.required, line }] : [];
  }
  const block = readYaml(part.text, line, QuestionBlock, issues);
  if (!block) return [];
  const question = toQuestion(block, task, line);
  if (part.kind === 'question') return [{ kind: 'question', question }];
  pool.push(question);
  return [];
}

const labelled = (text: string): Labelled => ({ key: keyOf(text), text });

function toQuestion(block: QuestionBlock, defaultTask: string, line: number): Question {
  const asked = { itemId: block.id, task: block.task ?? defaultTask, ask: block.ask, why: block.why, line };
  switch (block.kind) {
    case 'single':
    case 'multiple':
      return { ...asked, kind: block.kind, choices: block.choices.map((choice) => ({ ...choice, key: keyOf(choice.text) })) };
    case 'true-false':
      return { ...asked, kind: 'true-false', right: block.right };
    case 'order':
      return { ...asked, kind: 'order', steps: block.steps.map(labelled) };
    case 'match': {
      // Two pairs may share a partner, which then is there once.
      const rights = [...new Set([...block.pairs.map((pair) => pair.right), ...block.others])].map(labelled);
      return {
        ...asked,
        kind: 'match',
        pairs: block.pairs.map(({ left, right }) => ({ ...labelled(left), partner: keyOf(right) })),
        rights,
      };
    }
    case 'number':
      return { ...asked, kind: 'number', value: block.value, tolerance: block.tolerance, unit: block.unit };
    case 'text':
      return { ...asked, kind: 'text', accepted: block.accepted };
    case 'sort': {
      const groups = Object.keys(block.groups).map(labelled);
      const entries = Object.entries(block.groups).flatMap(([group, list]) =>
        list.map((entry) => ({ ...labelled(entry.text), group: keyOf(group), why: entry.why })),
      );
      return { ...asked, kind: 'sort', groups, entries };
    }
  }
}

/** @param line on which the YAML begins in the file */
function readYaml<S extends z.ZodType>(yaml: string, line: number, schema: S, issues: LintIssue[]): z.output<S> | null {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  for (const fault of document.errors)
    issues.push({ line: line - 1 + lines.linePos(fault.pos[0]).line, severity: 'error', text: `Not YAML: ${fault.message}` });
  if (document.errors.length > 0) return null;
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 20 }) as unknown);
  if (parsed.success) return parsed.data;
  for (const fault of parsed.error.issues) {
    const node = deepest(document, fault.path);
    const at = node ? lines.linePos(node).line : 1;
    const where = fault.path.map(String).join('.');
    issues.push({ line: line - 1 + at, severity: 'error', text: `${where === '' ? '' : `${where}: `}${fault.message}` });
  }
  return null;
}

/** Where the value stands, or the nearest thing around it that is there. */
function deepest(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] | null } | undefined;
    if (node?.range) return node.range[0];
  }
  return null;
}
