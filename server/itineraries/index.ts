/** The public face of itineraries: what other capabilities may use. */
export { confirmItinerary } from './change-itinerary.ts';
export { createItinerariesRouter } from './itineraries.router.ts';
export { keepItineraries } from './keep-itineraries.ts';
export { repairItineraries } from './repair-itineraries.ts';
