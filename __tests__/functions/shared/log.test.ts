import { createLog, LOG_LEVELS, type LogLevel } from '../../../functions/shared/log';

function recorder() {
  const lines: [LogLevel, unknown][] = [];
  const record = (level: LogLevel) => (line: unknown) => {
    lines.push([level, line]);
  };
  const sink = {
    debug: record('debug'),
    info: record('info'),
    warn: record('warn'),
    error: record('error'),
  };
  return { lines, sink };
}

describe('a log', () => {
  afterEach(() => {
    delete process.env['AWS_LAMBDA_LOG_FORMAT'];
  });

  it.each([
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['info', ['info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['error', ['error']],
  ] as const)('of level %s writes %j', (level, expected) => {
    const { lines, sink } = recorder();
    const log = createLog({ level, sink });
    for (const at of LOG_LEVELS) log[at]('done');
    expect(lines.map(([at]) => at)).toEqual(expected);
  });

  it('hands an object to the JSON log format, which adds time, level and request id', () => {
    process.env['AWS_LAMBDA_LOG_FORMAT'] = 'JSON';
    const { lines, sink } = recorder();
    createLog({ level: 'info', fields: { stage: 'dev' }, sink }).info('done', { bytes: 7 });
    expect(lines).toEqual([['info', { event: 'done', stage: 'dev', bytes: 7 }]]);
  });

  it('writes a line of JSON under the text log format', () => {
    const { lines, sink } = recorder();
    createLog({ level: 'info', sink }).warn('done', { bytes: 7 });
    expect(lines).toEqual([['warn', '{"level":"warn","event":"done","bytes":7}']]);
  });
});
