import { stageOf } from '../../../functions/shared/stage';
import { proxyEvent } from '../../helpers/proxy-event';

describe('stageOf', () => {
  it('reads the event of a proxy integration', () => {
    const event = proxyEvent({ stage: 'prod', stageVariables: { itemsTable: 't' } });
    const environment = { STAGE: 'dev', LOG_LEVEL: 'error' };
    expect(stageOf(event, environment)).toEqual({
      name: 'prod',
      variables: { itemsTable: 't' },
      logLevel: 'error',
    });
  });

  it('reads the event of a pass-through mapping template', () => {
    const event = {
      'body-json': {},
      'stage-variables': { logLevel: 'warn' },
      context: { stage: 'dev' },
    };
    expect(stageOf(event, { STAGE: 'prod' })).toEqual({
      name: 'dev',
      variables: { logLevel: 'warn' },
      logLevel: 'warn',
    });
  });

  it.each([[undefined], [null], ['text'], [7], [[]], [{}], [{ context: 'x', stageVariables: 7 }]])(
    'falls back to the environment for %j',
    (event) => {
      expect(stageOf(event, { STAGE: 'dev', LOG_LEVEL: 'debug' })).toEqual({
        name: 'dev',
        variables: {},
        logLevel: 'debug',
      });
    },
  );

  it.each([
    ['DEBUG', 'debug'],
    ['Warn', 'warn'],
    ['loud', 'info'],
    ['', 'info'],
  ])('takes the log level %p for %s', (logLevel, expected) => {
    expect(stageOf(proxyEvent({ stageVariables: { logLevel } }), {}).logLevel).toBe(expected);
  });

  it('takes no variable that is no text', () => {
    expect(stageOf({ stageVariables: { a: 1, b: 'c' } }, {}).variables).toEqual({
      a: undefined,
      b: 'c',
    });
  });

  it('has a nameless stage when nobody says which', () => {
    expect(stageOf(undefined, {})).toEqual({ name: '', variables: {}, logLevel: 'info' });
  });
});
