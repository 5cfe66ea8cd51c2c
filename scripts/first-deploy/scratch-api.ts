import {
  APIGatewayClient,
  CreateRestApiCommand,
  DeleteRestApiCommand,
  GetResourcesCommand,
  GetRestApisCommand,
} from '@aws-sdk/client-api-gateway';

/** Starts the name of every API that a check makes, so that one which was left over is known. */
const NAME = 'gatehouse-first-deploy-check';

/** An API that is made for the checks, called by nobody, and deleted after them. */
export interface ScratchApi {
  readonly restApiId: string;
  readonly rootResourceId: string;
}

/**
 * Makes a REST API, hands it out, and deletes it whatever happens; one that an earlier run had to leave goes as well.
 *
 * @throws Error when it cannot be made, or not be deleted: its name and id are in the message.
 */
export async function withScratchApi<T>(
  client: APIGatewayClient,
  use: (api: ScratchApi) => Promise<T>,
): Promise<T> {
  await deleteLeftOver(client);
  const { id: restApiId = '' } = await client.send(
    new CreateRestApiCommand({
      name: `${NAME}-${Date.now()}`,
      description: 'Made by npm run first-deploy -- --check; may be deleted',
      endpointConfiguration: { types: ['REGIONAL'] },
      tags: { project: NAME },
    }),
  );
  try {
    const { items = [] } = await client.send(new GetResourcesCommand({ restApiId }));
    const root = items.find(({ path }) => path === '/');
    return await use({ restApiId, rootResourceId: root?.id ?? '' });
  } finally {
    await deleteApi(client, restApiId);
  }
}

async function deleteLeftOver(client: APIGatewayClient): Promise<void> {
  const { items = [] } = await client.send(new GetRestApisCommand({ limit: 500 }));
  for (const { id = '', name = '' } of items) {
    if (name.startsWith(`${NAME}-`)) await deleteApi(client, id);
  }
}

/** AWS deletes one API in half a minute: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
async function deleteApi(client: APIGatewayClient, restApiId: string): Promise<void> {
  try {
    await client.send(new DeleteRestApiCommand({ restApiId }));
  } catch (error) {
    throw new Error(
      `the API of the checks, ${restApiId}, could not be deleted: aws apigateway delete-rest-api --rest-api-id ${restApiId} (${String(error)})`,
      { cause: error },
    );
  }
}
