import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', 'dist/**', '**/.*/**'];

export default defineConfig({
  test: {
    reporters: ['default', './test/harness/closing-line.ts'],
    maxWorkers: 2,
    setupFiles: ['./test/harness/property-seed.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['{src,web,demo,bench,tools,test}/**/*.test.ts'],
          exclude: [...exclude, '**/*.store.test.ts', 'test/{scenarios,conformance,faults,browser}/**'],
          // Nothing here has side effects on its module, so files may share a worker: several times faster.
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'store',
          include: ['src/**/*.store.test.ts', 'test/{scenarios,conformance,faults}/**/*.test.ts'],
          exclude,
          pool: 'forks',
          // As above: the product is loaded once a worker and not once a file. Each file has a database and an application of its own.
          isolate: false,
          globalSetup: ['./test/harness/database-server.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
