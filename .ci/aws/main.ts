/**
 * An AWS for the lanes that refuses as AWS does, in front of an emulator that does not.
 *
 *   node --import tsx .ci/aws/main.ts --to http://127.0.0.1:5000 --port 5001 [--log FILE] [--pace]
 */
import { parseArgs } from 'node:util';
import { createCallLog } from './call-log';
import { createPace } from './pace';
import { createProxy } from './proxy';

const { values } = parseArgs({
  options: {
    to: { type: 'string' },
    port: { type: 'string' },
    /** A line of JSON for each call. */
    log: { type: 'string' },
    /** Keeps the pace of API Gateway's control plane. */
    pace: { type: 'boolean', default: false },
  },
  strict: true,
});
if (values.to === undefined || values.port === undefined)
  throw new Error('--to and --port are needed');

createProxy({
  to: values.to,
  log: createCallLog(values.log),
  ...(values.pace && { pace: createPace() }),
}).listen(Number(values.port), '127.0.0.1');
