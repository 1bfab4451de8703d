import { createHash } from 'node:crypto';
import type { Question } from '../core/modules/question.ts';

/** Of what a question says, wherever it stands in its file: its statistics start anew when the words change. */
export function itemHash(question: Question): string {
  const { line: _line, task: _task, ...words } = question;
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16);
}
