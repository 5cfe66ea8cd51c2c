import { exportApi } from '../../../local/openapi/export';
import { importMethods } from '../../../local/openapi/import';
import type { Method, RestApi } from '../../../local/rest-api';
import { loadApplication } from '../../../local/terraform';
import { synthesize } from '../../helpers/synth';

/** Our own API, as the runtime reads it. */
function ownApi(): RestApi {
  const synthesized = synthesize();
  try {
    const { restApis } = loadApplication({
      app: synthesized.outdir,
      keyRing: { valueOf: () => 'key' },
      strict: true,
      warn: () => undefined,
    });
    const [api] = restApis;
    if (api === undefined) throw new Error('there is no API');
    return api;
  } finally {
    synthesized.remove();
  }
}

/** What the round trip must keep: who may call what, and what answers. */
function essence(
  { authorizerId, ...method }: Method,
  { path, api }: { path: string; api: RestApi },
) {
  const { httpMethod, authorization, apiKeyRequired, requestModels, integration } = method;
  return {
    route: `${httpMethod} ${path}`,
    authorization,
    authorizer: authorizerId === undefined ? undefined : api.authorizers[authorizerId]?.name,
    apiKeyRequired,
    requestModels,
    integration,
    responses: method.responses.map(({ statusCode }) => statusCode).sort(),
  };
}

describe("our own API's document", () => {
  const api = ownApi();

  test.each(api.stages.map((stage) => [stage.name, stage] as const))(
    'of %s, read back, gives the same routes, access rules and integrations',
    (_, stage) => {
      const document: unknown = JSON.parse(
        JSON.stringify(
          exportApi({ api, stage, exportType: 'oas30', extensions: true, serverUrl: 'http://x' }),
        ),
      );
      const imported = importMethods(document).map(({ authorizerName, path, ...method }) => ({
        ...essence(
          { ...method, address: '', authorizerId: undefined, authorizationScopes: [] },
          { path, api },
        ),
        authorizer: authorizerName,
      }));
      const declared = api.resources.flatMap(({ path, methods }) =>
        methods.map((method) => essence(method, { path, api })),
      );
      const byRoute = (a: { route: string }, b: { route: string }) => (a.route < b.route ? -1 : 1);
      expect(imported.sort(byRoute)).toEqual(declared.sort(byRoute));
      expect(declared.length).toBeGreaterThan(10);
    },
  );
});
