/** A request that has been answered, as the console is told of it. */
import type { FinishedExchange } from '../../../local/console/exchanges/exchange-view';
import { createExchange } from '../../../local/gateway/create-exchange';
import { parseTarget } from '../../../local/gateway/request-target';
import { restApi, stage } from '../../helpers/rest-api';

/** @param size Bytes of its body. */
export function finishedExchange(size = 0): FinishedExchange {
  const exchange = createExchange({
    api: restApi({}),
    stage: stage(),
    accountId: '000000000000',
    region: 'us-east-1',
    now: 0,
    target: parseTarget('/dev/'),
    request: {
      method: 'POST',
      target: '/dev/',
      rawHeaders: [],
      body: Buffer.alloc(size),
      sourceIp: '127.0.0.1',
      protocol: 'HTTP/1.1',
      host: 'localhost',
    },
  });
  return { exchange, response: { statusCode: 200, rawHeaders: [], body: '' }, finishedAt: 0 };
}
