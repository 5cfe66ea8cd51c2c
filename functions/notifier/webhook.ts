import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';

/** Gives the address that messages go to, which is a secret: whoever has it can write to the channel. */
export interface Webhook {
  read(signal: AbortSignal): Promise<URL>;
  /** The next `read` asks anew: the channel's owner may have replaced the address. */
  forget(): void;
}

/** There is no address, or what is there is none. Never holds the address. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
}

/**
 * A webhook kept as a SecureString in Parameter Store, read when it is first needed: so it is in no state, no plan, no
 * environment and no zip.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-securestring.html
 */
export class ParameterWebhook implements Webhook {
  readonly #client: Pick<SSMClient, 'send'>;
  readonly #parameterName: string | undefined;
  #known: URL | undefined;

  /** @param parameterName `undefined` is told by `read`, so that a function without one fails loudly and not at its start. */
  constructor(client: Pick<SSMClient, 'send'>, parameterName: string | undefined) {
    this.#client = client;
    this.#parameterName = parameterName;
  }

  /** @throws WebhookError, or what the SDK throws when there is no such parameter or no permission. */
  async read(signal: AbortSignal): Promise<URL> {
    if (this.#known !== undefined) return this.#known;
    if (this.#parameterName === undefined) throw new WebhookError('WEBHOOK_PARAMETER is not set');
    const { Parameter } = await this.#client.send(
      new GetParameterCommand({ Name: this.#parameterName, WithDecryption: true }),
      { abortSignal: signal },
    );
    this.#known = parseAddress(Parameter?.Value);
    return this.#known;
  }

  forget(): void {
    this.#known = undefined;
  }
}

/** Says nothing of the text, also when it is wrong: it is probably a secret with a slip in it. */
function parseAddress(text = ''): URL {
  const address = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (address?.protocol !== 'https:') {
    throw new WebhookError('the parameter holds no https:// address');
  }
  return address;
}
