import type { Arguments } from '../arguments';

/** `arn:...:function:name:qualifier`, or `name:qualifier`, or less of it. */
const FUNCTION =
  /^(?:arn:[^:]+:lambda:[^:]*:[^:]*:function:)?(?<name>[^:]+)(?::(?<qualifier>[^:]+))?$/;

/** Which function something hangs on: `function_name` may be a name or an ARN, with or without a qualifier. */
export interface FunctionReference {
  readonly name: string;
  readonly qualifier: string | undefined;
}

/** @throws LocatedError when it is neither a name nor an ARN. */
export function functionReference(part: Arguments): FunctionReference {
  const groups = FUNCTION.exec(part.requiredText('function_name'))?.groups;
  const name = groups?.['name'];
  if (name === undefined) throw part.error('function_name', 'neither a name nor an ARN');
  return { name, qualifier: part.text('qualifier') ?? groups?.['qualifier'] };
}
