import type { Model } from '../rest-api';

export type ModelValidation =
  { readonly valid: true } | { readonly valid: false; readonly message: string };

export interface ModelValidator {
  /** @param bodyText the request's payload as received; `''` when there is none. */
  validate(modelName: string, bodyText: string): ModelValidation;
}

/** Validates payloads against an API's models (JSON schema draft 4); each model is compiled on its first use. */
export function createModelValidator(
  models: Readonly<Record<string, Model>>,
  restApiId: string,
): ModelValidator {
  throw new Error(`not built yet: ${restApiId} ${String(Object.keys(models).length)}`);
}
