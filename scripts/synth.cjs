/** Runs `main.ts`: what `npm run synth`, `cdktf synth` and `npm start` do. */
const { once } = require('node:events');
const process = require('node:process');
const { runBundle } = require('./bundle.cjs');

/** `--wait`: who starts this while the zips are being built says by the end of standard input that they are there. */
const waits = process.argv.includes('--wait');

runBundle('main.ts', {
  // What takes the longest to load.
  meanwhile: () => require('cdktf'),
  ready: waits ? () => once(process.stdin.resume(), 'end') : undefined,
});
