import { defineConfig } from 'oxlint';

// Which part may import which is checked by tools/check-boundaries.ts, whose messages say what is allowed.
export default defineConfig({
  plugins: ['typescript', 'import', 'react', 'jsx-a11y', 'unicorn', 'oxc', 'vitest', 'promise'],
  categories: { correctness: 'error' },
  ignorePatterns: ['dist', 'data', '.browser-data', 'shots'],
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
    'typescript/no-explicit-any': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-unassigned-import': 'off',
    'react/react-in-jsx-scope': 'off',
    'jsx-a11y/prefer-tag-over-role': 'off',
    'max-lines': ['error', { max: 400 }],
    'max-lines-per-function': ['error', { max: 70, skipComments: true, skipBlankLines: true }],
    'no-console': 'off',
  },
  overrides: [
    {
      files: ['**/*.test.ts', 'test/**', '**/*.spec.ts'],
      rules: { 'max-lines': ['error', { max: 500 }], 'max-lines-per-function': 'off' },
    },
    { files: ['web/**'], rules: { 'max-lines-per-function': ['error', { max: 120, skipComments: true, skipBlankLines: true }] } },
    { files: ['bench/**', 'tools/**'], rules: { 'max-lines-per-function': 'off' } },
  ],
});
