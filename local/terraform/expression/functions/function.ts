import { ExpressionError, toText, type Value } from '../value';

/** A function of Terraform's language; it throws `ExpressionError` for arguments that it does not take. */
export type TerraformFunction = (args: readonly Value[]) => Value;

/** @throws ExpressionError when there is no such argument. */
export function argument(args: readonly Value[], index: number): Value {
  const value = args[index];
  if (value === undefined) throw new ExpressionError(`argument ${index + 1} is missing`);
  return value;
}

/** @throws ExpressionError when there is no such argument, or it is no text. */
export function textArgument(args: readonly Value[], index: number): string {
  return toText(argument(args, index));
}

/** A function from one text to another value. */
export function ofText(compute: (text: string) => Value): TerraformFunction {
  return (args) => compute(textArgument(args, 0));
}

/** What a reader calls a character, as Terraform counts them. */
export function characters(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}
