import type { AreaResult } from '../../../bench/report/results';

/** An area as it is kept, on a machine of no importance. */
export function areaResult(
  parts: Pick<AreaResult, 'time' | 'options' | 'comparisons'> & {
    /** Of the last minute, before and after. */
    readonly load: readonly [number, number];
  },
): AreaResult {
  const { load, ...others } = parts;
  return {
    ...others,
    machine: {
      node: 'v20.1.0',
      cpu: 'a processor',
      cores: 2,
      memoryGiB: 24,
      loadBefore: [load[0], 1, 1],
      loadAfter: [load[1], 1, 1],
    },
  };
}
