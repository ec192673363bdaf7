export interface PageQuery {
  limit: number;
  cursor?: string | undefined;
}

/**
 * One page of rows that were read in order with one row more than the limit; that row tells whether there is a next page.
 *
 * @param cursorOf what the next page starts after
 */
export function page<Row, Item>(rows: Row[], limit: number, cursorOf: (row: Row) => string, view: (row: Row) => Item) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
