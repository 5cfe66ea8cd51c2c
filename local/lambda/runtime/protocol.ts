/**
 * What Lambda and the runtime inside an execution environment say to one another: AWS has an HTTP API for it, a worker
 * thread has one message each way.
 */
import type { LoggingConfiguration } from '../../application';

/** Given to the runtime when the environment starts. */
export interface RuntimeSettings {
  /** The folder that holds the function's code. */
  readonly taskRoot: string;
  /** `index.handler`. */
  readonly handler: string;
  /** 22 for `nodejs22.x`. */
  readonly nodeMajor: number;
  readonly logging: LoggingConfiguration;
  /** One Int32 that Lambda sets to 1 to thaw the environment. */
  readonly thaw: SharedArrayBuffer;
  /** See `log-buffer.ts`. */
  readonly logs: SharedArrayBuffer;
}

/** Lambda -> runtime. */
export interface InvokeMessage {
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly deadlineMs: number;
  readonly invokedFunctionArn: string;
  /** JSON text. */
  readonly payload: string;
  readonly traceId: string;
  /** JSON text. */
  readonly clientContext: string | undefined;
}

/** Runtime -> Lambda. */
export type RuntimeMessage =
  | { readonly type: 'ready'; readonly usedBytes: number }
  | { readonly type: 'init-error'; readonly error: RuntimeError }
  | { readonly type: 'response'; readonly payload: string; readonly usedBytes: number }
  | { readonly type: 'error'; readonly error: RuntimeError; readonly usedBytes: number }
  /** The error left the handler: the environment exits after this message. */
  | { readonly type: 'crash'; readonly error: RuntimeError; readonly usedBytes: number }
  | { readonly type: 'invalid-payload'; readonly reason: string }
  /** The log buffer is full, and the runtime waits until somebody reads it. */
  | { readonly type: 'logs' };

/** An error as Lambda answers it: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export interface RuntimeError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}
