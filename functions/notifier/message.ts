/** What Slack shows: a line for notifications, and blocks. https://docs.slack.dev/reference/block-kit/blocks */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

interface SlackText {
  readonly type: 'mrkdwn';
  readonly text: string;
}
type SlackBlock =
  | { readonly type: 'section'; readonly text: SlackText }
  | { readonly type: 'context'; readonly elements: readonly SlackText[] };

/** One message of a topic. */
export interface TopicMessage {
  readonly subject: string;
  readonly message: string;
}

/** A change of an alarm's state, as CloudWatch tells a topic. */
interface AlarmChange {
  readonly name: string;
  readonly description: string;
  readonly state: string;
  readonly reason: string;
  readonly time: string;
  /** `arn:aws:cloudwatch:<region>:...` */
  readonly arn: string;
}

/** What a state is called in the channel. */
const HEADINGS: Readonly<Record<string, string>> = {
  ALARM: ':rotating_light: *Alarm*',
  OK: ':white_check_mark: *Recovered*',
  INSUFFICIENT_DATA: ':grey_question: *No data*',
};
/** Slack's limit for a section is 3000 characters. */
const MAX_LENGTH = 1500;

/**
 * The messages in an event of SNS; none in any other event.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export function parseTopicEvent(event: unknown): TopicMessage[] {
  const records = recordOf(event)['Records'];
  if (!Array.isArray(records)) return [];
  return records.map((record: unknown) => {
    const sns = recordOf(recordOf(record)['Sns']);
    return { subject: textOf(sns['Subject']), message: textOf(sns['Message']) };
  });
}

/**
 * Writes a message for the channel: an alarm, its recovery, or, for whatever else was published to the topic, a test.
 *
 * @param stage Stands in every message: one channel may hear more than one stage.
 */
export function formatMessage(stage: string, published: TopicMessage): SlackMessage {
  const change = parseAlarmChange(published.message);
  return change === undefined ? formatTest(stage, published) : formatChange(stage, change);
}

function formatChange(stage: string, change: AlarmChange): SlackMessage {
  const heading = HEADINGS[change.state] ?? `*${escape(change.state)}*`;
  const name = escape(change.name);
  const link = consoleLink(change);
  // What to do matters while something is wrong.
  const advice = change.state === 'OK' ? [] : [section(escape(change.description))];
  return {
    text: `${heading.replaceAll('*', '')} in ${escape(stage)}: ${name}`,
    blocks: [
      section(`${heading} in *${escape(stage)}*: ${link === '' ? name : `<${link}|${name}>`}`),
      ...advice.filter(({ text }) => text.text !== ''),
      { type: 'context', elements: [mrkdwn(escape(`${change.time} ${change.reason}`.trim()))] },
    ],
  };
}

function formatTest(stage: string, { subject, message }: TopicMessage): SlackMessage {
  const title = `:mailbox: *${escape(subject === '' ? 'Test message' : subject)}*`;
  return {
    text: `${title.replaceAll('*', '')} in ${escape(stage)}`,
    blocks: [
      section(`${title} in *${escape(stage)}*`),
      ...(message === '' ? [] : [section(escape(message))]),
    ],
  };
}

function parseAlarmChange(message: string): AlarmChange | undefined {
  const fields = recordOf(parseJson(message));
  const name = textOf(fields['AlarmName']);
  const state = textOf(fields['NewStateValue']);
  if (name === '' || state === '') return undefined;
  return {
    name,
    state,
    description: textOf(fields['AlarmDescription']),
    reason: textOf(fields['NewStateReason']),
    time: textOf(fields['StateChangeTime']),
    arn: textOf(fields['AlarmArn']),
  };
}

/** The console of each part of AWS; those that are not here have none that could be linked to. */
const CONSOLES: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

function consoleLink({ arn, name }: AlarmChange): string {
  const [, partition = '', , region = ''] = arn.split(':');
  const console = CONSOLES[partition];
  if (console === undefined || !/^[a-z0-9-]+$/.test(region)) return '';
  return `https://${region}.${console}/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(name)}`;
}

/** `&`, `<` and `>` are Slack's own: unescaped, `<!channel>` in a message would wake everybody. */
function escape(text: string): string {
  const short = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}...` : text;
  return short.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function section(text: string) {
  return { type: 'section', text: mrkdwn(text) } as const;
}

function mrkdwn(text: string): SlackText {
  return { type: 'mrkdwn', text };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
