type Output = Readonly<Record<string, unknown>>;

/**
 * Puts this endpoint in place of AWS's in the URLs of queues: today's SDKs send their calls to the host that a queue's
 * URL names, and so would leave the laptop.
 */
export function localUrls(output: Output, endpoint: string): Output {
  const { QueueUrl, QueueUrls } = output;
  return {
    ...output,
    ...(typeof QueueUrl === 'string' && { QueueUrl: localUrl(QueueUrl, endpoint) }),
    ...(Array.isArray(QueueUrls) && {
      QueueUrls: QueueUrls.map((url: unknown) => localUrl(String(url), endpoint)),
    }),
  };
}

function localUrl(url: string, endpoint: string): string {
  return URL.canParse(url) ? new URL(new URL(url).pathname, endpoint).href : url;
}
