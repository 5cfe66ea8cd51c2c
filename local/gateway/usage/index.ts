export { findApiKey, type KeyOutcome } from './api-key';
export { createMemoryCounterStore, type CounterStore } from './counter-store';
export {
  CounterFileError,
  openFileCounterStore,
  type FileCounterStore,
} from './file-counter-store';
export { createUsageMeter, type LimitOutcome, type UsageMeter, type Use } from './usage-meter';
