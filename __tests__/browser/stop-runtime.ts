import { stopRuntime } from './start-runtime';

export default stopRuntime;
