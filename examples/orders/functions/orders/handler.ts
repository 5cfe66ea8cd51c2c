/** Counts what it is sent: a function without AWS in it. */
export async function handler(event: { readonly body: string | null }) {
  const order: unknown = JSON.parse(event.body ?? '{}');
  const isOrder = typeof order === 'object' && order !== null && 'lines' in order;
  const lines: unknown = isOrder ? order.lines : [];
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ lines: Array.isArray(lines) ? lines.length : 0 }),
  };
}
