/** Tests in a real browser, which are not part of `npm test`: they need Chromium, and start the runtime as a person does. */
const base = require('../../jest.config.cjs');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/__tests__/browser'],
  testMatch: ['**/*.browser.ts'],
  globalSetup: '<rootDir>/__tests__/browser/start-runtime.ts',
  globalTeardown: '<rootDir>/__tests__/browser/stop-runtime.ts',
  testTimeout: 60_000,
};
