/**
 * What runs inside an execution environment (a worker thread): loads the function, then serves invocations.
 *
 * The seams are those of AWS's own runtime client for Node.js, so that what a function sees here it sees there.
 */
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { RuntimeFailure, toRuntimeError } from './errors';
import { LogWriter } from './log-buffer';
import { patchLog } from './log-patch';
import type { RuntimeMessage, RuntimeSettings } from './protocol';
import { Runtime } from './runtime';
import { awslambda, loadHandler } from './user-function';

/** The laptop's home and working folder are none of the function's business, its process not the function's to end. */
function hideHost(taskRoot: string): void {
  process.cwd = () => taskRoot;
  os.homedir = () => '/home/sbx_user1051';
  const kill = process.kill.bind(process);
  process.kill = (pid, signal) => (pid === process.pid ? process.exit(137) : kill(pid, signal));
  syncBuiltinESMExports();
}

async function run(settings: RuntimeSettings): Promise<void> {
  if (parentPort === null) throw new Error('runtime/index.ts runs in a worker thread only');
  const port = parentPort;
  const send = (message: RuntimeMessage) => {
    port.postMessage(message);
  };
  const writer = new LogWriter(settings.logs, () => {
    send({ type: 'logs' });
  });
  const log = patchLog(settings.logging, (timestamp, line) => {
    writer.write(timestamp, line);
  });
  let crash = (title: string, thrown: unknown, exitCode: number): void => {
    log.logError(title, thrown);
    log.flush();
    send({ type: 'init-error', error: toRuntimeError(thrown) });
    process.exit(exitCode);
  };
  process.on('uncaughtException', (error) => {
    crash('Uncaught Exception', error, 129);
  });
  process.on('unhandledRejection', (reason) => {
    const failure = new RuntimeFailure('UnhandledPromiseRejection', String(reason), reason);
    crash('Unhandled Promise Rejection', failure, 128);
  });
  hideHost(settings.taskRoot);
  Reflect.set(globalThis, 'awslambda', awslambda);
  try {
    const handler = await loadHandler(settings);
    const runtime = new Runtime(handler, { port, log, thaw: new Int32Array(settings.thaw) });
    crash = runtime.crash.bind(runtime);
    runtime.start();
  } catch (error) {
    crash('Uncaught Exception', error, 129);
  }
}

void run(workerData as RuntimeSettings);
