import { execFileSync } from 'node:child_process';
import { curlLines } from '../../local/stage-access';
import { method, PROXY, restApi } from '../helpers/rest-api';

/** What a shell makes of a line: the words of it, and nothing run. */
function wordsOf(line: string): string[] {
  const script = `curl() { printf '%s\\n' "$@"; }; ${line}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\n').slice(0, -1);
}

const ACCESS = { url: 'http://127.0.0.1:3000/dev', apiKey: "k'; touch X; '", token: '$(id)`id`' };

it('writes calls whose names no shell acts upon', () => {
  const api = restApi({
    "/a';echo RUN;'": [
      method('POST', {
        integration: PROXY,
        apiKeyRequired: true,
        authorization: 'CUSTOM',
        requestParameters: { "method.request.querystring.q'$(echo RUN)": false },
      }),
    ],
  });
  const [line = ''] = curlLines(api, ACCESS);
  expect(wordsOf(line)).toEqual([
    '-X',
    'POST',
    "http://127.0.0.1:3000/dev/a';echo RUN;'?q'%24(echo%20RUN)=x",
    '-H',
    "x-api-key: k'; touch X; '",
    '-H',
    'Authorization: Bearer $(id)`id`',
    '-d',
    '{"Metadata":"Hello"}',
  ]);
});

it('writes no character that a terminal acts upon', () => {
  const api = restApi({ '/\u001b]0;title\u0007\r\u202e': [method('GET', { integration: PROXY })] });
  const [line] = curlLines(api, { ...ACCESS, apiKey: null, token: null });
  expect(line).toBe(String.raw`curl 'http://127.0.0.1:3000/dev/\u001b]0;title\u0007\u000d\u202e'`);
});
