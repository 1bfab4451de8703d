import { problem } from '../fhir/problem.ts';

const depthMax = 100;

/** JSON that everything after may walk recursively. @throws FhirProblem 400 */
export function parseBody(text: string | null): unknown {
  if (text === null || text.trim() === '') throw problem(400, 'structure', 'The body is missing.');
  if (isTooDeep(text)) throw problem(400, 'too-long', `The body is nested more than ${depthMax} deep.`);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw problem(400, 'structure', `The body is no JSON: ${error instanceof Error ? error.message.slice(0, 200) : ''}`);
  }
}

const quote = 34;
const backslash = 92;

function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === quote) quoted = !quoted;
    else if (quoted) {
      if (sign === backslash) at++;
    } else if (sign === 0x5b || sign === 0x7b) {
      if (++depth > depthMax) return true;
    } else if (sign === 0x5d || sign === 0x7d) depth--;
  }
  return false;
}
