/**
 * Terraform's functions, as far as they need neither files nor a clock.
 *
 * https://developer.hashicorp.com/terraform/language/functions
 */
import { ExpressionError, type Value } from '../value';
import { COLLECTION_FUNCTIONS } from './collections';
import { CONVERSION_FUNCTIONS } from './conversions';
import { ENCODING_FUNCTIONS } from './encodings';
import type { TerraformFunction } from './function';
import { NUMBER_FUNCTIONS } from './numbers';
import { SET_FUNCTIONS } from './sets';
import { TEXT_FUNCTIONS } from './texts';

const FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  ...COLLECTION_FUNCTIONS,
  ...CONVERSION_FUNCTIONS,
  ...ENCODING_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...SET_FUNCTIONS,
  ...TEXT_FUNCTIONS,
};

/**
 * Calls a function by its Terraform name, with or without `core::`; no argument may be unknown.
 *
 * @throws ExpressionError for a function that is not here, or for arguments that it does not take.
 */
export function callFunction(name: string, args: readonly Value[]): Value {
  const plain = name.replace(/^core::/, '');
  const implementation = Object.hasOwn(FUNCTIONS, plain) ? FUNCTIONS[plain] : undefined;
  if (implementation === undefined) {
    throw new ExpressionError(`the function ${name}() is not known to the local runtime`);
  }
  try {
    return implementation(args);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExpressionError(`${name}(): ${error.message}`);
  }
}
