import fhirpath from 'fhirpath';
import r4Model from 'fhirpath/fhir-context/r4';
import type { Evaluate, View } from './core/exercise/model.ts';

type Compiled = (focus: unknown, variables: Readonly<Record<string, unknown>>) => unknown[];

const compiled = new Map<string, Compiled>();
const quiet = { traceFn: () => undefined };
/** Bound of a server that evaluates what authors try out. */
const compiledMax = 5000;

function compile(expression: string): Compiled {
  let known = compiled.get(expression);
  if (!known) {
    if (compiled.size >= compiledMax) compiled.clear();
    known = fhirpath.compile(expression, r4Model, quiet) as Compiled;
    compiled.set(expression, known);
  }
  return known;
}

/** The reason why an expression can't be read; null when it can. */
export function expressionFault(expression: string): string | null {
  try {
    compile(expression);
    return null;
  } catch (error) {
    return readableFault(error instanceof Error ? error.message : String(error));
  }
}

/** The engine's own words name line and column of the expression, the latter from 0. */
const readableFault = (text: string): string =>
  text
    .replace(/^line: \d+; column: (\d+); message: /, (_, column: string) => `at its character ${Number(column) + 1}: `)
    .replaceAll("'<EOF>'", 'its end');

const asDateTime = fhirpath.compile('$this.toDateTime()', r4Model, { ...quiet, resolveInternalTypes: false }) as Compiled;
const environments = new WeakMap<View, Readonly<Record<string, unknown>>>();

/** `%t0` and `%now` as dateTimes, so that an expression can compare with them. */
function environmentOf(view: View): Readonly<Record<string, unknown>> {
  let known = environments.get(view);
  if (!known) {
    const { t0, now, ...others } = view.variables;
    known = { ...others, t0: asDateTime(t0, {})[0], now: asDateTime(now, {})[0] };
    environments.set(view, known);
  }
  return known;
}

/** Expressions of exercises on the FHIRPath engine of the National Library of Medicine, compiled once each. */
export const evaluate: Evaluate = (expression, view) => compile(expression)(view.focus, environmentOf(view));
