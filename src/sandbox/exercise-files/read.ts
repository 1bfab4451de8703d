import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { Exercise } from '../core/exercise/model.ts';
import { exerciseSchema } from './schema.ts';

/** What is wrong in an exercise's file, and where. */
export interface FileIssue {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

export interface ExerciseFile {
  readonly file: string;
  /** Null when the file can't be read as an exercise; then `issues` says why. */
  readonly exercise: Exercise | null;
  readonly issues: readonly FileIssue[];
  /** The line of a place in the file, for example `['tasks', 2, 'find']`; of the nearest that is there. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** An author's file is small; a bigger one is no exercise. */
const lengthMax = 400_000;
/** Brackets that are open at once, those in texts too: what nests deeper is meant to harm. */
const openBracketsMax = 500;

function nestsTooDeeply(text: string): boolean {
  let open = 0;
  for (const letter of text) {
    if (letter === '[' || letter === '{') open++;
    else if (letter === ']' || letter === '}') open = Math.max(0, open - 1);
    if (open > openBracketsMax) return true;
  }
  return false;
}

/** An exercise from YAML 1.2 (JSON is YAML too). Never throws: what is wrong is told with its line. */
export function readExercise(file: string, text: string): ExerciseFile {
  const refusal = (said: string): ExerciseFile => ({ file, exercise: null, issues: [{ file, line: 1, text: said }], lineOf: () => 1 });
  if (text.length > lengthMax) return refusal('Too long for an exercise.');
  if (nestsTooDeeply(text)) return refusal('Nested too deeply to be an exercise.');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true });
  const lineOf = (path: readonly PropertyKey[]): number => lineIn(document, lines, path);
  if (document.errors.length > 0) {
    const issues = document.errors.map(({ pos, message }) => ({
      file,
      line: lines.linePos(pos[0]).line,
      text: message.split('\n')[0] ?? message,
    }));
    return { file, exercise: null, issues, lineOf };
  }
  const parsed = exerciseSchema.safeParse(plain(document));
  if (parsed.success) return { file, exercise: parsed.data, issues: [], lineOf };
  const issues = parsed.error.issues.map(({ path, message }) => ({
    file,
    line: lineOf(path),
    text: `${path.map(String).join('.') || 'file'}: ${message}`,
  }));
  return { file, exercise: null, issues, lineOf };
}

function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 200 }) as unknown;
  } catch {
    return null;
  }
}

function lineIn(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
