import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'out/',
      'build/',
      'release/',
      'dist/',
      'coverage/',
      'test-results/',
      'playwright-report/',
      '.cache/',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // Numbers and booleans read well in a template; objects do not, and those stay forbidden.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `return refuse(response)` answers and ends in one line; `() => resolve()` hands on a call.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // The compiler's noUnusedLocals and noUnusedParameters say the same.
      '@typescript-eslint/no-unused-vars': 'off',
      // `while (true)` and `for (;;)` are loops that end inside.
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      // `keyof T & string` is how a key is said to be text.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      // `Operation<I, z.ZodType>` says more than a default does.
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      // `[...text]` is how code points are taken; what is spread here is digits and ASCII.
      '@typescript-eslint/no-misused-spread': 'off',
      // Services and ports made by a function close over what they need and use no `this`.
      '@typescript-eslint/unbound-method': 'off',
      // An async function without await fits an async port, and its throw becomes a rejection.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
    },
  },
  {
    files: ['{renderer,office}/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    // No React compiler runs here, so what it would skip does not matter.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // A test reads `list[0]!`: when it is not there, the failing assertion says so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
);
