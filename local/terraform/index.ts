/** Reads a finished `cdktf.out`, or a plan, as the application that the runtime serves. */
export { loadApplication, type LoadOptions } from './load-application';
