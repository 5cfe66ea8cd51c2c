// Loads a handler and calls it once, as a fresh execution environment does. `node load-and-call.cjs FILE EVENT [load]`
const { performance } = require('node:perf_hooks');
const process = require('node:process');
const started = performance.now();
const [, , file, event, only] = process.argv;
const { handler } = require(file);
const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 10_000 };
if (only !== 'load') {
  handler(JSON.parse(event), context).then((result) => {
    if (result?.statusCode >= 400 && result.statusCode !== 401) throw new Error(result.body);
    process.stdout.write(`\n${String(performance.now() - started)}\n`);
    process.exit(0);
  });
}
