/** Limit: nothing but a function. */
export const handler = (): Promise<string> => Promise.resolve('');
