/** A function's errors, as AWS's Node.js runtime reports and logs them. */
import { types } from 'node:util';
import type { RuntimeError } from './protocol';

export type RuntimeErrorName =
  | 'ImportModuleError'
  | 'HandlerNotFound'
  | 'MalformedHandlerName'
  | 'UserCodeSyntaxError'
  | 'UnhandledPromiseRejection'
  | 'MalformedStreamingHandler'
  | 'CallbackHandlerDeprecated'
  | 'NodeJsExit';

/** An error of the runtime itself: it never got to the handler, or the handler left it. */
export class RuntimeFailure extends Error {
  override readonly name: `Runtime.${RuntimeErrorName}`;
  /** Enumerable, hence in the log line, as AWS has it. */
  readonly reason?: unknown;

  constructor(name: RuntimeErrorName, message: string, reason?: unknown) {
    super(message);
    this.name = `Runtime.${name}`;
    this.reason = reason;
    Object.defineProperty(this, 'name', { enumerable: false });
  }
}

/** What a caller of the function gets: of an `Error` its name, of anything else thrown its JavaScript type. */
export function toRuntimeError(thrown: unknown): RuntimeError {
  try {
    if (isError(thrown)) {
      return {
        errorType: thrown.name,
        errorMessage: thrown.message,
        trace: thrown.stack.split('\n'),
      };
    }
    return { errorType: typeof thrown, errorMessage: textOf(thrown), trace: [] };
  } catch {
    return {
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
    };
  }
}

export function intoError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** The JSON that stands behind `Invoke Error` in a plain-text log. */
export function toLogText(error: Error): string {
  try {
    return `\t${JSON.stringify(error, (_key, value: unknown) => withHiddenFields(value))}`;
  } catch {
    return `\t${JSON.stringify(toRuntimeError(error))}`;
  }
}

function withHiddenFields(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return {
    errorType: value.name,
    errorMessage: value.message,
    ...Object.fromEntries(Object.entries(value)),
    ...(typeof value.stack === 'string' && { stack: value.stack.split('\n') }),
  };
}

function isError(value: unknown): value is Error & { readonly stack: string } {
  if (types.isNativeError(value)) return typeof value.stack === 'string';
  if (typeof value !== 'object' || value === null) return false;
  return ['name', 'message', 'stack'].every(
    (key) => typeof Reflect.get(value, key) === 'string' && Reflect.get(value, key) !== '',
  );
}

/** `null` and `undefined` have no text, and are answered as AWS answers them. */
function textOf(thrown: unknown): string {
  if (thrown === undefined || thrown === null) throw new TypeError('has no text');
  return (String as (value: unknown) => string)(thrown);
}
