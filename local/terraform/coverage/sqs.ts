/** Queues: locally, where failed events end. */
import { refusePositive, refuseTrue } from './refused-values';
import { coverage, harmlessType, refusedType, type ResourceCoverage } from './resource-coverage';

const WHO_MAY = 'who may use a queue is not checked on the laptop';
const FIFO = 'of FIFO queues alone, which are refused';
const REDRIVE = 'the laptop moves no message to a dead-letter queue by itself';

export const SQS: Readonly<Record<string, ResourceCoverage>> = {
  aws_sqs_queue: coverage({
    honoured: 'name name_prefix',
    harmless: {
      'content_based_deduplication deduplication_scope fifo_throughput_limit': FIFO,
      'kms_data_key_reuse_period_seconds kms_master_key_id sqs_managed_sse_enabled':
        'nothing is encrypted at rest on the laptop',
      max_message_size: 'a message may have the size that AWS takes by default',
      message_retention_seconds: 'messages stay until they are taken',
      'policy redrive_allow_policy': WHO_MAY,
      receive_wait_time_seconds: 'how long an empty answer waits',
      visibility_timeout_seconds:
        'no function polls a queue locally; other receivers get 30 seconds',
    },
    refused: {
      redrive_policy: REDRIVE,
    },
    refusedWhen: {
      delay_seconds: refusePositive('the laptop delivers at once'),
      fifo_queue: refuseTrue('the laptop has standard queues alone'),
    },
    readOnly: 'arn url',
  }),
  aws_sqs_queue_policy: harmlessType(WHO_MAY),
  aws_sqs_queue_redrive_allow_policy: harmlessType(WHO_MAY),
  aws_sqs_queue_redrive_policy: refusedType(REDRIVE),
};
