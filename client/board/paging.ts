/** Pages of nearly the same length: a last page with one row would look like a fault. @param fits rows that a page has room for */
export function splitPages<Item>(items: readonly Item[], fits: number): Item[][] {
  const pages = Math.ceil(items.length / Math.max(1, fits));
  if (pages === 0) return [];
  const length = Math.ceil(items.length / pages);
  return Array.from({ length: pages }, (_, page) => items.slice(page * length, (page + 1) * length));
}

/** @returns the page after or before, round and round */
export function turn(page: number, step: 1 | -1, pages: number): number {
  return pages === 0 ? 0 : (page + step + pages) % pages;
}
