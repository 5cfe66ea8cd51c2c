/** Greets, whatever the method and the resource: a non-proxy integration hands the text on as it is. */
export const handler = async (): Promise<string> => 'Hello from Lambda!';
