import { formatMessage, parseTopicEvent } from '../../../functions/notifier/message';

const CHANGE = {
  AlarmName: 'gatehouse-prod-items-errors',
  AlarmDescription: 'Read the log of items.',
  NewStateValue: 'ALARM',
  NewStateReason: '1 datapoint > 0',
  StateChangeTime: '2026-11-21T08:00:00.000+0000',
  AlarmArn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:gatehouse-prod-items-errors',
};

function textsOf(change: Readonly<Record<string, unknown>>): string {
  const published = { subject: '', message: JSON.stringify({ ...CHANGE, ...change }) };
  const { text, blocks } = formatMessage('prod', published);
  const shown = blocks.flatMap((block) =>
    block.type === 'section' ? [block.text.text] : block.elements.map((one) => one.text),
  );
  return [text, ...shown].join('\n');
}

describe('formatMessage', () => {
  it('shows an alarm with what to do, the reason and a link to it', () => {
    expect(textsOf({})).toBe(
      [
        ':rotating_light: Alarm in prod: gatehouse-prod-items-errors',
        ':rotating_light: *Alarm* in *prod*: <https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/gatehouse-prod-items-errors|gatehouse-prod-items-errors>',
        'Read the log of items.',
        '2026-11-21T08:00:00.000+0000 1 datapoint &gt; 0',
      ].join('\n'),
    );
  });

  it('shows a recovery without advice', () => {
    const shown = textsOf({ NewStateValue: 'OK' });
    expect(shown).toContain(':white_check_mark: *Recovered* in *prod*');
    expect(shown).not.toContain('Read the log');
  });

  it.each([
    ['missing data', { NewStateValue: 'INSUFFICIENT_DATA' }, '*No data* in *prod*'],
    ['a state of the future', { NewStateValue: 'PAUSED' }, '*PAUSED* in *prod*'],
    ['no link without a region', { AlarmArn: 'x' }, '*prod*: gatehouse-prod-items-errors'],
    ['no mention of everybody', { AlarmDescription: '<!channel>' }, '&lt;!channel&gt;'],
  ])('shows %s', (_, change, expected) => {
    expect(textsOf(change)).toContain(expected);
  });

  it('cuts what Slack would refuse for its length', () => {
    expect(textsOf({ NewStateReason: 'x'.repeat(5000) }).length).toBeLessThan(3000);
  });

  it.each([
    ['a text', { subject: 'Trial', message: 'Is anybody there?' }, 'Trial'],
    ['JSON that is no alarm', { subject: '', message: '{"a":1}' }, 'Test message'],
    ['nothing', { subject: '', message: '' }, 'Test message'],
  ])('shows a test message: %s', (_, published, title) => {
    const { text, blocks } = formatMessage('dev', published);
    expect(text).toBe(`:mailbox: ${title} in dev`);
    expect(JSON.stringify(blocks)).toContain(JSON.stringify(published.message).slice(1, -1));
  });
});

describe('parseTopicEvent', () => {
  it('reads every record', () => {
    const event = { Records: [{ Sns: { Subject: 'a', Message: 'b' } }, { Sns: { Message: 'c' } }] };
    expect(parseTopicEvent(event)).toEqual([
      { subject: 'a', message: 'b' },
      { subject: '', message: 'c' },
    ]);
  });

  it.each([[undefined], [null], ['x'], [{}], [{ Records: 1 }]])('finds nothing in %j', (event) => {
    expect(parseTopicEvent(event)).toEqual([]);
  });
});
