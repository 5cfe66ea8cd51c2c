import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

/** Forbids climbing imports into the named rooms: the arrows of docs/architecture.md, held by lint. */
const mayNotImport = (...names) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          regex: `^(\\.\\./)+(${names.join('|')})(/|$)`,
          message: 'This arrow is not in docs/architecture.md.',
        },
      ],
    },
  ],
});

export default defineConfig(
  globalIgnores(['**/cdktf.out/', '**/dist/', 'coverage/', '.gatehouse/']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  importX.flatConfigs.typescript,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      // Packages are not ours to untangle, and reading them takes most of the time.
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/order': ['error', { alphabetize: { order: 'asc', caseInsensitive: true } }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "ImportDeclaration[source.value='@cdktf/provider-aws']",
          message: 'Import the subpath: the root loads every AWS resource.',
        },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A type that is derived from a schema gets a name that editors show, and its docstring.
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowInterfaces: 'with-single-extends' },
      ],
      // `{ secret, ...rest }` is how a member is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      complexity: ['error', 12],
    },
  },
  {
    files: ['modules/**'],
    rules: mayNotImport('functions', 'local', 'scripts', 'api', 'config', 'main'),
  },
  {
    files: ['functions/**'],
    rules: {
      ...mayNotImport('modules', 'local', 'scripts', 'api', 'config', 'main'),
      // A Lambda handler is async even when it awaits nothing.
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['examples/*/functions/**'], rules: { '@typescript-eslint/require-await': 'off' } },
  {
    files: ['local/**'],
    rules: mayNotImport('modules', 'functions', 'scripts', 'api', 'config', 'main'),
  },
  {
    files: ['__tests__/**'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      // A row of a table becomes parameters.
      'max-params': 'off',
      // jest's matchers (`expect.any`) are `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  { files: ['**/*.mjs', '**/*.js', '**/*.cjs'], extends: [tseslint.configs.disableTypeChecked] },
  {
    // What a browser runs.
    files: ['local/console/page/**'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...['document', 'location', 'navigator', 'performance', 'fetch', 'setTimeout'],
          ...['Event', 'CustomEvent', 'EventTarget', 'EventSource', 'URLSearchParams'],
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { module: 'writable', require: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
