import { defaultEndpointNotes } from '../../local/default-endpoint';
import { restApi } from '../helpers/rest-api';

const ENDPOINT = 'http://127.0.0.1:3000';

function notes(change: Parameters<typeof restApi>[1]): string[] {
  return defaultEndpointNotes({ restApis: [restApi({}, change)] }, ENDPOINT);
}

test('an API with a default endpoint needs no word', () => {
  const domain = { domainName: 'api.example.com', basePath: '', stageName: 'prod' };
  expect(notes({ domains: [domain] })).toEqual([]);
});

test('an API without says how each of its domain names is called', () => {
  const domains = [
    { domainName: 'api.example.com', basePath: '', stageName: 'prod' },
    { domainName: 'all.example.com', basePath: 'v1', stageName: undefined },
  ];
  expect(notes({ disableExecuteApiEndpoint: true, domains })).toEqual([
    "api: its default endpoint is off, so http://127.0.0.1:3000/<stage> answers 403; call it with curl -H 'Host: api.example.com' 'http://127.0.0.1:3000/<path>' or curl -H 'Host: all.example.com' 'http://127.0.0.1:3000/v1/<stage>/<path>'",
  ]);
});

test('an API that nothing leads to says so', () => {
  expect(notes({ disableExecuteApiEndpoint: true })).toEqual([
    'api: its default endpoint is off, so http://127.0.0.1:3000/<stage> answers 403, and no domain name leads to it',
  ]);
});
