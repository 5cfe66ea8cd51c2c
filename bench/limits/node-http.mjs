/** Limit: `node:http` that calls the handlers in its own thread. `node node-http.mjs FUNCTIONS PORT` */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { contextOf, readEvent, writeResult } from './events.mjs';
import { startTable } from './table.mjs';

const [, , functions, port] = process.argv;
const require = createRequire(import.meta.url);
await startTable();

createServer(async (request, response) => {
  const { name, event } = await readEvent(request);
  const { handler } = require(join(functions, name, 'index.js'));
  writeResult(response, await handler(event, contextOf()));
}).listen(Number(port), '127.0.0.1');
