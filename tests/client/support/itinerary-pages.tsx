import { Route, Routes } from 'react-router';
import { beforeEach, vi } from 'vitest';
import { ItinerariesPage } from '../../../client/itineraries/itineraries-page.tsx';
import { ItineraryPage } from '../../../client/itineraries/itinerary-page.tsx';
import { NewItineraryPage } from '../../../client/itineraries/new-itinerary-page.tsx';
import { serverClock } from '../../../client/live/server-clock.ts';
import { byRoad, bySea } from './itinerary-samples.ts';
import { sampleCheckpoint } from './samples.ts';
import { answerRequests, type Request } from './server.ts';

const dispatcher = {
  ...{ userId: 'u1', name: 'Aigerim', role: 'dispatcher', organisationId: 'o1' },
  ...{ organisationName: 'Demo Trans', checkpointIds: [] },
};
const checkpoints = ['korday', 'karasu', 'syrym'].map((id) =>
  sampleCheckpoint({ id, ...(id === 'syrym' && { neighbourZone: 'Europe/Samara', neighbour: 'RU' }) }),
);

export type Answer = { status: number; body: object };

/** The network: what every page asks for, and what this test answers. */
export const withServer = (own: (request: Request) => Answer | undefined) =>
  answerRequests((request) => {
    const answer = own(request);
    if (answer) return answer;
    const bodies: Record<string, object> = {
      '/api/me': dispatcher,
      '/api/health': { status: 'ok', version: '1', demo: false },
      '/api/corridors': { items: [byRoad, bySea], nextCursor: null },
      '/api/checkpoints': { items: checkpoints, nextCursor: null },
    };
    return { status: 200, body: bodies[request.path] ?? { items: [], nextCursor: null } };
  });

export const now = new Date('2026-11-22T00:02:00Z');
beforeEach(() => {
  vi.spyOn(serverClock, 'now').mockImplementation(() => now);
});

/** The three pages at their addresses. */
export const pages = (
  <Routes>
    <Route path="/itineraries" element={<ItinerariesPage />} />
    <Route path="/itineraries/new" element={<NewItineraryPage />} />
    <Route path="/itineraries/:itineraryId" element={<ItineraryPage />} />
  </Routes>
);
