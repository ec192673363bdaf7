import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { canvas, geoJSON, type LatLngTuple, layerGroup, type PathOptions } from 'leaflet';
import { useEffect } from 'react';
import { useMap } from 'react-leaflet';
import type { BaseMap } from '../base-map/base-map.ts';
import { PlaceNames } from './place-names.tsx';

async function getBaseMap(): Promise<BaseMap> {
  const answer = await fetch('/base-map.json');
  if (!answer.ok) throw new Error(`base map: ${answer.status}`);
  return answer.json();
}

const color = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(`--otkel-${name}`).trim();

/** Land, waters and borders on one canvas under everything else; drawn anew only when the colours change. */
function useBaseMapCanvas(baseMap: BaseMap | undefined, scheme: string): void {
  const map = useMap();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the style sheet, which changes with the scheme
  useEffect(() => {
    if (!baseMap) return;
    const pane = map.getPane('base') ?? map.createPane('base');
    pane.style.zIndex = '150';
    const renderer = canvas({ pane: 'base', padding: 0.4 });
    const draw = (data: Parameters<typeof geoJSON>[0], style: PathOptions) =>
      geoJSON(data, { interactive: false, pane: 'base', style: { renderer, fillOpacity: 1, ...style } } as object);
    const [land, home, water, border] = ['land', 'home', 'water', 'border'].map(color) as [
      string,
      string,
      string,
      string,
    ];
    const ofKazakhstan = (kazakhstan: boolean) => ({
      ...baseMap.countries,
      features: baseMap.countries.features.filter((country) => country.properties.kazakhstan === kazakhstan),
    });
    const layers = layerGroup([
      draw(ofKazakhstan(false), { stroke: false, fillColor: land }),
      draw(ofKazakhstan(true), { stroke: false, fillColor: home }),
      draw(baseMap.rivers, { fill: false, color: water, weight: 1.4 }),
      draw(baseMap.lakes, { stroke: false, fillColor: water }),
      draw(baseMap.borders, { fill: false, color: border, weight: 1.1 }),
    ]).addTo(map);
    return () => {
      layers.remove();
      renderer.remove();
    };
  }, [map, baseMap, scheme]);
}

export function BaseMapLayer({ avoid }: { avoid: readonly LatLngTuple[] }) {
  const scheme = useComputedColorScheme('light');
  const { data } = useQuery({ queryKey: ['base-map'], queryFn: getBaseMap, staleTime: Number.POSITIVE_INFINITY });
  useBaseMapCanvas(data, scheme);
  return data ? <PlaceNames baseMap={data} avoid={avoid} /> : null;
}
