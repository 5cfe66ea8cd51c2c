/** What `npm start` runs: `start.ts`. */
const { runBundle } = require('./bundle.cjs');

runBundle('scripts/start.ts', {
  // What takes the longest to load.
  meanwhile: () => ['dynalite', 'ajv', 'jszip', 'yaml'].map(require),
  mapsStacks: true,
});
