import eslint from '@eslint/js'
import astro from 'eslint-plugin-astro'
import tseslint from 'typescript-eslint'
import { importDirections } from './src/tools/lint/import-directions.ts'

export default tseslint.config(
  { ignores: ['dist/', '.astro/', '.cache/', 'content/', '**/node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  tseslint.configs.recommended,
  astro.configs['flat/recommended'],
  {
    plugins: { lexigrad: { rules: { 'import-directions': importDirections } } },
    rules: {
      'lexigrad/import-directions': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'object-shorthand': 'error',
      'no-empty': ['error', { allowEmptyCatch: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // TypeScript knows the names.
      'no-undef': 'off',
    },
  },
  {
    // One table holds operations of every signature.
    files: ['src/engine/**/*.ts', 'src/python/**/*.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    // A promise nobody waits for is an error nobody sees.
    files: ['src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
)
