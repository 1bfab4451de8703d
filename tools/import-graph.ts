import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export interface Import {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
}

const statement = /(?:^|[\n;])\s*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every import of a source text, type imports included. Comments are blanked first, so that examples in them do not count. */
export function importsOf(file: string, source: string): Import[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));
  return Array.from(code.matchAll(statement), (match) => {
    const specifier = match[1] ?? match[2] ?? '';
    const line = code.slice(0, match.index + match[0].length).split('\n').length;
    return { file, line, specifier };
  });
}

export function sourceFiles(root: string): string[] {
  return globSync('{src,web,test,bench,demo,tools}/**/*.{ts,tsx}', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

export const readImports = (root: string): Import[] =>
  sourceFiles(root).flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));

/** The repository file that an import means, or null for a package. `#name/x` is `src/name/x`, but for web, demo and test. */
export function target({ file, specifier }: Import): string | null {
  if (specifier.startsWith('.')) return posix.join(dirname(file), specifier);
  const alias = /^#([\w-]+)\/(.+)$/.exec(specifier);
  if (!alias) return null;
  const [, name = '', rest = ''] = alias;
  return ['web', 'demo', 'test'].includes(name) ? `${name}/${rest}` : `src/${name}/${rest}`;
}

/** Groups of files that import each other in a circle (Tarjan 1972), each as the list of its files. */
export function cycles(imports: readonly Import[]): string[][] {
  const edges = new Map<string, string[]>();
  for (const item of imports) {
    const to = target(item);
    if (to) edges.set(item.file, [...(edges.get(item.file) ?? []), to]);
  }
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    low.set(file, order.size - 1);
    stack.push(file);
    for (const next of edges.get(file) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(file) !== order.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1 || edges.get(file)?.includes(file)) found.push(group);
  };
  for (const file of edges.keys()) if (!order.has(file)) visit(file);
  return found;
}
