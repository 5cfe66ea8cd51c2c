import type { Inventory } from './inventory';

/** A row of the table of AWS's quotas. */
export interface Quota {
  /** Names it in `quotas` of `createApp`, and in tests. */
  readonly id: string;
  readonly service: string;
  /** What is counted, as it stands after the number: `stage variables`. */
  readonly unit: string;
  /** What has so many at most: `a stage`. */
  readonly per: string;
  readonly limit: number;
  /** Whether AWS raises it when asked. */
  readonly adjustable: boolean;
  /** AWS's page. */
  readonly source: string;
  /** `others`: the page does not say it where we could read it; others say it of AWS. @default 'page' */
  readonly proof?: 'others';
  /** The way out, as an order. */
  readonly mend: string;
  /** For the documents: when this API's kind of growth meets it, or what keeps it from being met. */
  readonly met: string;
  /** What there is of it; more than the limit is refused. @default - AWS alone can count it: for the documents */
  readonly measure?: (made: Inventory) => readonly Measure[];
}

export interface Measure {
  /** What has so many: `gatehouse-dev`. */
  readonly where: string;
  readonly amount: number;
}
