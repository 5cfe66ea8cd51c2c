import { ExchangeHistory } from '../../../../local/console/exchanges/exchange-history';
import { finishedExchange as finished } from '../finished-exchange';

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
