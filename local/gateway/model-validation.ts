import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Model } from '../rest-api';
import { areUnique, boundedRegExp, PatternTimeout, TimeBudget } from './bounded-validation';
import { describeErrors } from './model-errors';

/** `message` is `$context.error.validationErrorString`: the reasons, in brackets. */
export type ModelValidation =
  { readonly valid: true } | { readonly valid: false; readonly message: string };

/** Checks payloads against the models of one API. */
export interface ModelValidator {
  /**
   * @param bodyText the payload as received; `''`, for none, counts as `{}`.
   * @throws Error when the API has no such model, or its schema is none.
   */
  validate(modelName: string, bodyText: string): ModelValidation;
}

/** The formats of draft 4; any other is ignored, as on AWS. */
const FORMATS = ['date-time', 'email', 'hostname', 'ipv4', 'ipv6', 'regex', 'uri'] as const;

/**
 * Validates payloads against an API's models: JSON schema draft 4, where `$ref` may name another model by its URL.
 * A model is compiled on its first use.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function createModelValidator(
  models: Readonly<Record<string, Model>>,
  restApiId: string,
): ModelValidator {
  const compiled = new Map<string, ValidateFunction>();
  const budget = new TimeBudget();
  let ajv: Ajv | undefined;
  const urlOf = (name: string): string =>
    `https://apigateway.amazonaws.com/restapis/${restApiId}/models/${name}`;

  const compile = (name: string): ValidateFunction => {
    if (!Object.hasOwn(models, name)) throw new Error(`The API has no model "${name}".`);
    ajv ??= ajvOf(models, { urlOf, budget });
    const validate = ajv.getSchema(urlOf(name));
    if (validate === undefined) throw new Error(`The model "${name}" cannot be compiled.`);
    compiled.set(name, validate);
    return validate;
  };

  return {
    validate(modelName, bodyText) {
      const validate = compiled.get(modelName) ?? compile(modelName);
      const body = parseBody(bodyText);
      budget.refill();
      return body.valid ? check(validate, body.value) : body;
    },
  };
}

interface AjvOptions {
  readonly urlOf: (name: string) => string;
  readonly budget: TimeBudget;
}

function ajvOf(models: Readonly<Record<string, Model>>, { urlOf, budget }: AjvOptions): Ajv {
  const regExp = Object.assign((pattern: string) => boundedRegExp(pattern, budget), {
    code: 'boundedRegExp',
  });
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    logger: false,
    code: { regExp },
  });
  addFormats(ajv, [...FORMATS]);
  // Ajv's own compares every two elements.
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (isAsked: boolean, elements: readonly unknown[]) => !isAsked || areUnique(elements),
  });
  for (const model of Object.values(models)) ajv.addSchema(schemaOf(model), urlOf(model.name));
  return ajv;
}

/** Without what would give the schema another identity or dialect: on AWS a model is draft 4 and has its own URL. */
function schemaOf(model: Model): object {
  const schema: unknown = JSON.parse(model.schema);
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    throw new Error(`The schema of model "${model.name}" must be a JSON object.`);
  }
  return Object.fromEntries(
    Object.entries(schema).filter(([key]) => key !== '$schema' && key !== 'id'),
  );
}

type ParsedBody =
  | { readonly valid: true; readonly value: unknown }
  | { readonly valid: false; readonly message: string };

function parseBody(bodyText: string): ParsedBody {
  try {
    return { valid: true, value: JSON.parse(bodyText.trim() === '' ? '{}' : bodyText) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { valid: false, message: `[Invalid JSON: ${reason}]` };
  }
}

function check(validate: ValidateFunction, value: unknown): ModelValidation {
  try {
    if (validate(value)) return { valid: true };
    const errors: readonly ErrorObject[] = validate.errors ?? [];
    return { valid: false, message: describeErrors(errors) };
  } catch (error) {
    if (error instanceof PatternTimeout) {
      const pattern = JSON.stringify(error.pattern);
      return { valid: false, message: `[ECMA 262 regex ${pattern} takes too long to match]` };
    }
    // Nested so deep that the stack ran out.
    if (error instanceof RangeError)
      return { valid: false, message: '[instance is nested too deep]' };
    throw error;
  }
}
