/** Limit: `node:http` that posts each event to a worker thread, one thread per function. `node worker-thread.mjs FUNCTIONS PORT` */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { URL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { contextOf, readEvent, writeResult } from './events.mjs';

if (isMainThread) await serve(process.argv[2], Number(process.argv[3]));
else answer(workerData);

async function serve(functions, port) {
  const { startTable } = await import('./table.mjs');
  await startTable();
  const workers = new Map();
  const waiting = new Map();
  let last = 0;
  const workerOf = (name) => {
    const known = workers.get(name);
    if (known !== undefined) return known;
    const worker = new Worker(new URL(import.meta.url), {
      workerData: join(functions, name, 'index.js'),
    });
    worker.on('message', ({ id, result }) => {
      waiting.get(id)(result);
      waiting.delete(id);
    });
    workers.set(name, worker);
    return worker;
  };
  createServer(async (request, response) => {
    const { name, event } = await readEvent(request);
    const id = ++last;
    const result = await new Promise((resolve) => {
      waiting.set(id, resolve);
      workerOf(name).postMessage({ id, event });
    });
    writeResult(response, result);
  }).listen(port, '127.0.0.1');
}

function answer(file) {
  const { handler } = createRequire(import.meta.url)(file);
  parentPort.on('message', async ({ id, event }) => {
    parentPort.postMessage({ id, result: await handler(event, contextOf()) });
  });
}
