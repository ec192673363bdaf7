import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Corridor, WayNode } from '../../shared/contract/corridors.ts';
import type { ItineraryLeg } from '../../shared/contract/itineraries.ts';
import { apiQuery } from '../api/client.ts';
import { placeName, shortPlaceName } from '../i18n/place-names.ts';

/** Kazakhstan has one clock since March 2024. */
export const kazakhZone = 'Asia/Almaty';

/** Corridors change with a release, not with the day. */
export const corridorsQuery = apiQuery.corridors.list.queryOptions({ input: {}, staleTime: 10 * 60_000 });

type Place = Pick<WayNode, 'id' | 'name' | 'zone'> & { kind?: WayNode['kind'] };

export interface Places {
  /** what is not on any corridor that we know has its id for a name, and the Kazakh clock */
  place: (id: string) => Place;
  name: (id: string) => string;
  /** a checkpoint by its Kazakh post alone */
  shortName: (id: string) => string;
}

export function createPlaces(corridors: readonly Corridor[], language: string): Places {
  const nodes = new Map(
    corridors.flatMap(({ ways }) => ways.flatMap((way) => way.nodes)).map((node) => [node.id, node]),
  );
  const place = (id: string): Place => nodes.get(id) ?? { id, name: id, zone: kazakhZone };
  return {
    place,
    name: (id) => placeName(place(id), language),
    shortName: (id) => shortPlaceName(place(id), language),
  };
}

const none: readonly Corridor[] = [];

/** @returns the corridors, and what their places are called and which clock hangs there */
export function usePlaces() {
  const { i18n } = useTranslation();
  const query = useQuery(corridorsQuery);
  const corridors = query.data?.items ?? none;
  const places = useMemo(() => createPlaces(corridors, i18n.language), [corridors, i18n.language]);
  return { query, corridors, places };
}

/** @returns ids of the first and the last place of a way */
export function endsOf(legs: readonly ItineraryLeg[]): { fromId: string; toId: string } {
  const [first, last] = [legs[0], legs.at(-1)];
  return { fromId: first ? placesOfLeg(first)[0] : '', toId: last ? placesOfLeg(last)[1] : '' };
}

export function placesOfLeg(leg: ItineraryLeg): [fromId: string, toId: string] {
  switch (leg.kind) {
    case 'drive':
      return [leg.fromId, leg.toId];
    case 'crossing':
      return [leg.checkpointId, leg.checkpointId];
    case 'sailing':
      return [leg.sailing.fromPortId, leg.sailing.toPortId];
  }
}

/** @returns what a way is called by: its checkpoints and ports, in order */
export function wayTitle(legs: readonly ItineraryLeg[], { shortName }: Pick<Places, 'shortName'>): string {
  const ids = legs.flatMap((leg) => (leg.kind === 'drive' ? [] : [...new Set(placesOfLeg(leg))]));
  return ids.map(shortName).join(' → ');
}
