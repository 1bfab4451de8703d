import { describe, expect, test } from 'vitest';
import { breaches } from './check-boundaries.ts';
import { cycles, importsOf } from './import-graph.ts';

const found = (file: string, source: string): string[] => breaches(importsOf(file, source));

describe('planted violations are caught', () => {
  test.each([
    ['a context reaching to its right', 'src/directory/store.ts', "import { x } from '#coverage/index.ts';", 'directory may import'],
    ['a context reaching past a door', 'src/coverage/store.ts', "import { x } from '#directory/store.ts';", 'only index.ts or contract.ts'],
    ['a type import counts too', 'src/coverage/store.ts', "import type { X } from '#support/contract.ts';", 'coverage may import'],
    ['an adapter called from a context', 'src/coverage/jobs.ts', "import { x } from '#integrations/mail/smtp.ts';", 'coverage may import'],
    ['platform knowing a context', 'src/platform/http/server.ts', "import { x } from '#directory/index.ts';", 'platform may import'],
    ['Node in a core', 'src/coverage/core/plan/solve.ts', "import fs from 'node:fs';", 'core may import'],
    ['a package in a core', 'src/coverage/core/plan/solve.ts', "import { z } from 'zod';", 'core may import'],
    ['kernel importing a context', 'src/kernel/time.ts', "import { x } from '#coverage/contract.ts';", 'kernel may import'],
    ['a server file in the browser', 'web/features/coverage/Board.tsx', "import { x } from '#coverage/store.ts';", 'web may import'],
    ['Node in the browser', 'web/ui/table.ts', "import 'node:path';", 'web may import'],
    ['a domain in ui', 'web/ui/DataTable.tsx', "import { x } from '#coverage/contract.ts';", 'ui may import'],
    [
      'a feature importing another',
      'web/features/coverage/Board.tsx',
      "import { x } from '../clinician/Clock.tsx';",
      'a feature may import',
    ],
    ['a dynamic import', 'src/directory/store.ts', "const x = await import('#governance/index.ts');", 'directory may import'],
    ['a relative way out', 'src/coverage/store.ts', "import { x } from '../directory/store.ts';", 'a relative import stays'],
    [
      'a relative way out from deeper',
      'src/coverage/core/plan/solve.ts',
      "import { x } from '../../../directory/store.ts';",
      'a relative import stays',
    ],
    ['a server package in a contract', 'src/coverage/contract.ts', "import { sql } from 'kysely';", 'a contract may import'],
    ['an import over several lines', 'src/directory/store.ts', "import {\n  a,\n  b,\n} from '#support/index.ts';", 'directory may import'],
  ])('%s', (_name, file, source, message) => {
    expect(found(file, source).join('\n')).toContain(message);
  });
});

test('what is allowed passes', () => {
  expect(found('src/coverage/store.ts', "import { x } from '#directory/index.ts';\nimport { y } from './core/need.ts';")).toEqual([]);
  expect(found('src/coverage/core/plan/solve.ts', "import { x } from '#kernel/time.ts';\nimport { y } from '../need.ts';")).toEqual([]);
  expect(
    found('web/features/coverage/Board.tsx', "import { x } from '#coverage/contract.ts';\nimport { y } from '../../ui/DataTable.tsx';"),
  ).toEqual([]);
  expect(found('src/kernel/time.ts', "// import { x } from '#coverage/index.ts';")).toEqual([]);
});

test('circles are found, with type imports and through aliases', () => {
  const imports = [
    ...importsOf('src/coverage/a.ts', "import type { B } from './b.ts';"),
    ...importsOf('src/coverage/b.ts', "import { c } from '#coverage/c.ts';"),
    ...importsOf('src/coverage/c.ts', "export { a } from './a.ts';"),
    ...importsOf('src/coverage/d.ts', "import { a } from './a.ts';"),
  ];
  expect(cycles(imports).map((group) => group.toSorted())).toEqual([['src/coverage/a.ts', 'src/coverage/b.ts', 'src/coverage/c.ts']]);
});
