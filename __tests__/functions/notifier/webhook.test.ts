import { createServer, type Server } from 'node:http';
import { SSMClient } from '@aws-sdk/client-ssm';
import { ParameterWebhook } from '../../../functions/notifier/webhook';

const NAME = '/gatehouse/prod/slack-webhook';
const ADDRESS = 'https://hooks.slack.com/services/T0/B0/marked-webhook-secret';

/** A Parameter Store that holds one parameter, for the real client to ask. */
describe('ParameterWebhook', () => {
  let server: Server;
  let client: SSMClient;
  let value: string | undefined;
  let asked: unknown[];

  beforeEach(async () => {
    asked = [];
    value = ADDRESS;
    server = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      request.on('end', () => {
        const body: unknown = JSON.parse(text);
        asked.push(body);
        const [status, answer] =
          value === undefined
            ? [400, { __type: 'ParameterNotFound', message: 'none' }]
            : [200, { Parameter: { Name: NAME, Value: value } }];
        response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    client = new SSMClient({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
  });

  afterEach(async () => {
    client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const signal = () => AbortSignal.timeout(5000);

  it('decrypts the parameter, and asks once', async () => {
    const webhook = new ParameterWebhook(client, NAME);
    expect((await webhook.read(signal())).href).toBe(ADDRESS);
    await webhook.read(signal());
    expect(asked).toEqual([{ Name: NAME, WithDecryption: true }]);
  });

  it('asks again after it was told to forget', async () => {
    const webhook = new ParameterWebhook(client, NAME);
    await webhook.read(signal());
    webhook.forget();
    await webhook.read(signal());
    expect(asked).toHaveLength(2);
  });

  it.each([['http://hooks.slack.com/marked'], ['marked'], ['']])(
    'rejects %j, and does not repeat it',
    async (wrong) => {
      value = wrong;
      const reading = new ParameterWebhook(client, NAME).read(signal());
      await expect(reading).rejects.toThrow(/^the parameter holds no https:\/\/ address$/);
    },
  );

  it('fails when there is no such parameter', async () => {
    value = undefined;
    const reading = new ParameterWebhook(client, NAME).read(signal());
    await expect(reading).rejects.toHaveProperty('name', 'ParameterNotFound');
  });

  it('fails when no parameter is named', async () => {
    const reading = new ParameterWebhook(client, undefined).read(signal());
    await expect(reading).rejects.toThrow('WEBHOOK_PARAMETER is not set');
  });
});
