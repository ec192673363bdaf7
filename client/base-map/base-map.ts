/** Longitude, latitude. */
export type Position = number[];

export interface MultiPolygon {
  type: 'MultiPolygon';
  coordinates: Position[][][];
}

export interface MultiLineString {
  type: 'MultiLineString';
  coordinates: Position[][];
}

interface Country {
  type: 'Feature';
  properties: { kazakhstan: boolean };
  geometry: MultiPolygon;
}

type Names = { en: string; ru: string; kk: string };

export interface Town {
  names: Names;
  lat: number;
  lon: number;
  population: number;
  capital: boolean;
  /** the zoom from which its name has room */
  minZoom: number;
}

export interface AreaName {
  kind: 'country' | 'water';
  names: Names;
  lat: number;
  lon: number;
  minZoom: number;
}

/** What `npm run build` writes to public/base-map.json and the map reads: GeoJSON layers, longitude first. */
export interface BaseMap {
  countries: { type: 'FeatureCollection'; features: Country[] };
  borders: MultiLineString;
  lakes: MultiPolygon;
  rivers: MultiLineString;
  towns: Town[];
  areaNames: AreaName[];
}
