import { ExchangeHistory } from '../../../../local/console/exchanges/exchange-history';
import type { FinishedExchange } from '../../../../local/console/exchanges/exchange-view';
import { createExchange } from '../../../../local/gateway/create-exchange';
import { parseTarget } from '../../../../local/gateway/request-target';
import { restApi, stage } from '../../../helpers/rest-api';

/** @param size Bytes of its body. */
function finished(size = 0): FinishedExchange {
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

describe('the history of exchanges', () => {
  it('keeps the latest ones', () => {
    const history = new ExchangeHistory();
    const all = Array.from({ length: 400 }, () => finished());
    for (const one of all) history.add(one);
    const kept = all.filter(({ exchange }) => history.find(exchange.requestId) !== undefined);
    expect(kept).toEqual(all.slice(-300));
  });

  it('keeps fewer when they are large', () => {
    const history = new ExchangeHistory();
    const all = Array.from({ length: 5 }, () => finished(6 * 1024 * 1024));
    for (const one of all) history.add(one);
    const kept = all.filter(({ exchange }) => history.find(exchange.requestId) !== undefined);
    expect(kept).toEqual(all.slice(-2));
  });
});
