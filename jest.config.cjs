/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // esbuild, which bundles the functions anyway, strips the types; `npm run typecheck` checks them.
  transform: {
    '\\.ts$|/node_modules/jose/.+\\.js$': '<rootDir>/__tests__/helpers/esbuild-transform.cjs',
  },
  // jose and a few others ship ESM only.
  transformIgnorePatterns: ['/node_modules/(?!(jose)/)'],
  testTimeout: 30_000,
  // jest would leave a core to the editor; of two that is half of them.
  maxWorkers: '100%',
};
