import type { ValueObject } from '../expression/value';
import { readConfiguration, type Configuration } from '../stack/configuration';

/** Is it what `terraform show -json` writes of a plan? */
export function isPlan(body: ValueObject): boolean {
  return body['planned_values'] !== undefined;
}

export function planToConfiguration(
  _plan: ValueObject,
  { folder }: { readonly file: string; readonly folder: string },
): Configuration {
  return readConfiguration({ name: 'plan', folder }, []);
}
