/** Loaded into a server before it starts: tells the bench what it holds when asked, after a collection, so that no garbage counts. */
process.on('message', () => {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ rss, held: heapUsed + external });
});
// Its server ends with the bench, however that ends.
process.once('disconnect', () => process.exit(0));
