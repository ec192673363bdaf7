/** A valid request to each endpoint of corridors. */
export function corridorWishes() {
  return {
    'corridors.list': () => ({}),
    'corridors.get': () => ({ params: { corridorId: 'almaty-bishkek' } }),
    'corridors.current': () => ({}),
  };
}
