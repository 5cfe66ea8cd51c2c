import type { Application } from '../../application';
import type { ApiKey } from '../../rest-api';

/** A key, and the stages that it opens. */
export interface UsedApiKey {
  readonly key: ApiKey;
  /** `<api id>/<stage>`. */
  readonly stageKeys: readonly string[];
}

/** Every key of every usage plan, once. */
export function apiKeysOf({ restApis }: Application): UsedApiKey[] {
  const uses = restApis.flatMap((api) =>
    api.stages.flatMap((stage) =>
      stage.usagePlans.flatMap(({ keys }) =>
        keys.map((key) => ({ key, stageKey: `${api.id}/${stage.name}` })),
      ),
    ),
  );
  const keys = new Map(uses.map(({ key }) => [key.id, key]));
  return [...keys.values()].map((key) => ({
    key,
    stageKeys: uses.filter((use) => use.key.id === key.id).map(({ stageKey }) => stageKey),
  }));
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_ApiKey.html */
export function apiKeySummary(
  { key, stageKeys }: UsedApiKey,
  { createdDate, withValue }: { readonly createdDate: number; readonly withValue: boolean },
): unknown {
  return {
    id: key.id,
    ...(withValue && { value: key.value }),
    name: key.name,
    description: key.description,
    enabled: key.enabled,
    createdDate,
    lastUpdatedDate: createdDate,
    stageKeys,
  };
}
