/** The public face of forecasts: what other capabilities may use. */
export { createForecastFeed } from './forecast-feed.ts';
export { createForecastsRouter } from './forecasts.router.ts';
export { type FindForecastHour, listForecasts, openForecasts } from './list-forecasts.ts';
export { type ForecastParts, makeForecasts } from './make-forecasts.ts';
