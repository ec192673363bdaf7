/** A valid request to each endpoint of the published fairness. */
export function fairnessWishes() {
  return {
    'fairness.list': () => ({ query: '?checkpointId=syrym' }),
    'fairness.overview': () => ({ query: '?weekStartsOn=2026-06-15' }),
    'fairness.rules': () => ({}),
  };
}
