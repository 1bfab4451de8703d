import { existsSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { rules } from './corridor.ts';
import { cycles, readImports, target, type Import } from './import-graph.ts';

/** What is wrong with these imports, one sentence each that says what is allowed instead. */
export function breaches(imports: readonly Import[]): string[] {
  return imports.flatMap((item) =>
    rules
      .filter((rule) => rule.files.some((glob) => matchesGlob(item.file, glob)) && rule.forbidden.test(item.specifier))
      .filter(() => !isTestOfItsOwnKind(item))
      .map((rule) => `${item.file}:${item.line} imports ${item.specifier}, but ${rule.allowed}`),
  );
}

/** A test may use the harness and whatever it tests with; what it may not do is checked for the code that it tests. */
function isTestOfItsOwnKind({ file, specifier }: Import): boolean {
  return /\.test\.tsx?$/.test(file) && !/^#(app|web)\//.test(specifier);
}

const root = join(import.meta.dirname, '..');

if (process.argv[1] === import.meta.filename) {
  // The planted violations of our own test are not imports.
  const imports = readImports(root).filter(({ file }) => file !== 'tools/check-boundaries.test.ts');
  const wrong = [
    ...breaches(imports),
    ...cycles(imports).map(
      (group) => `These files import each other in a circle: ${group.join(' -> ')}. Move what they share to a file that both import.`,
    ),
    ...imports.flatMap((item) => {
      const file = target(item);
      return file && !existsSync(join(root, file.replace(/\?.*$/, '')))
        ? [`${item.file}:${item.line} imports ${item.specifier}, which does not exist.`]
        : [];
    }),
  ];
  // A check that has read nothing must not pass.
  if (imports.length < 100) wrong.push(`Only ${imports.length} imports were read: the check does not see the code.`);
  for (const line of wrong) console.error(line);
  console.log(`${imports.length} imports read, ${wrong.length} against the rules`);
  process.exit(wrong.length > 0 ? 1 : 0);
}
