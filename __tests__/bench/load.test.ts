import { parseWrk, warmUpSeconds } from '../../bench/load';

const OUTPUT = `Running 1s test @ http://127.0.0.1:3000/faq
  1 threads and 10 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.20ms    2.03ms  31.40ms   95.00%
    Req/Sec    12.42k     1.10k   14.05k    70.00%
  Latency Distribution
     50%  812.00us
     75%    1.01ms
     90%    1.70ms
     99%    1.22s
  12421 requests in 1.00s, 3.14MB read
Requests/sec:  12418.62
Transfer/sec:      3.14MB
`;
const URL = 'http://127.0.0.1:3000/faq';

test('requests per second and latencies in milliseconds are read, whatever their unit', () => {
  expect(parseWrk(OUTPUT, URL)).toEqual({ requestsPerSecond: 12418.62, p50: 0.812, p99: 1220 });
  const minutes = OUTPUT.replace('812.00us', '31.40ms').replace('1.22s', '0.50m');
  expect(parseWrk(minutes, URL)).toMatchObject({ p50: 31.4, p99: 30_000 });
});

test('more than one answer in a thousand that is no success is an error: what refuses fast would look fast', () => {
  const refusing = (count: number) => `${OUTPUT}  Non-2xx or 3xx responses: ${String(count)}\n`;
  expect(parseWrk(refusing(12), URL)).toEqual(parseWrk(OUTPUT, URL));
  expect(() => parseWrk(refusing(13), URL)).toThrow(`${URL}: 13 of 12421 answers were no success`);
});

test('what wrk does not print is an error', () => {
  expect(() => parseWrk('unable to connect', URL)).toThrow('wrk said nothing of');
});

test.each([
  { seconds: 1, warmUp: 1 },
  { seconds: 3, warmUp: 1 },
  { seconds: 10, warmUp: 4 },
])('a round of $seconds s has a warm-up of $warmUp s', ({ seconds, warmUp }) => {
  expect(warmUpSeconds(seconds)).toBe(warmUp);
});
