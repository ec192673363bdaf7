import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { QueueSection } from '../../client/checkpoint/queue-section.tsx';
import { WaitSection } from '../../client/checkpoint/wait-section.tsx';
import { languages } from '../../client/i18n/languages.ts';
import { liveStore } from '../../client/live/live.ts';
import { QueueCell } from '../../client/map/queue-cell.tsx';
import { MeasuresPage } from '../../client/measures/measures-page.tsx';
import { sampleBucket, sampleForecast, sampleQueue, unfedQueue } from './support/queue-samples.ts';
import { show } from './support/render.tsx';
import { sampleCheckpoint } from './support/samples.ts';
import { answerRequests } from './support/server.ts';

let seq = 0;
const soon = () => new Date(Date.now() - 60_000).toISOString();
const answerHistory = (items: object[]) => answerRequests(() => ({ status: 200, body: { items, nextCursor: null } }));

it('shows a dash and not a nought where nobody counts, in the cell and in the section', async () => {
  answerHistory([]);
  const checkpoint = sampleCheckpoint({ id: 'unfed' });
  liveStore.offerQueues([unfedQueue({ checkpointId: 'unfed', seq: ++seq })]);
  await show(<QueueCell checkpointId="unfed" direction="out" />);
  expect(screen.getByTitle('Out of Kazakhstan: No data').textContent).toBe('Out of Kazakhstan: No data —no data');

  await show(<QueueSection checkpoint={checkpoint} direction="out" />);
  const section = within(screen.getByRole('region', { name: 'The queue now' }));
  section.getByRole('heading', { name: 'Nobody counts trucks here' });
  section.getByText('no feed');
  expect(section.queryByRole('list', { name: /Trucks stage by stage/ })).toBeNull();
});

it('says the wait as a band, with its words for readers of the screen', async () => {
  answerHistory([]);
  liveStore.offerQueues([sampleQueue({ checkpointId: 'fed', seq: ++seq })]);
  liveStore.offerForecasts([sampleForecast({ checkpointId: 'fed', seq: ++seq, madeAt: soon() })]);
  await show(<QueueCell checkpointId="fed" direction="out" />);
  screen.getByText('Out of Kazakhstan: Medium wait, 12 trucks wait, wait 40–75 min');
  act(() => liveStore.offerForecasts([sampleForecast({ checkpointId: 'fed', seq: ++seq, madeAt: soon() }, 100, null)]));
  screen.getByText(/wait from 1\.7 h$/);
  act(() =>
    liveStore.offerForecasts([sampleForecast({ checkpointId: 'fed', seq: ++seq, madeAt: soon() }, null, null)]),
  );
  screen.getByText(/Long wait, 12 trucks wait, wait > 24 h$/);
});

it('draws the trucks stage by stage, names what limits them, and marks a number that is old', async () => {
  answerHistory([]);
  liveStore.offerQueues([
    sampleQueue({
      checkpointId: 'drawn',
      seq: ++seq,
      strip: 9,
      asOf: new Date(Date.now() - 10 * 60_000 - 5_000).toISOString(),
    }),
  ]);
  await show(<QueueSection checkpoint={sampleCheckpoint({ id: 'drawn' })} direction="out" />);
  screen.getByText(/The strip is full: limited by the Kyrgyz post, documents/);
  const picture = within(screen.getByRole('list', { name: /Trucks stage by stage/ }));
  const places = picture.getAllByRole('listitem').filter((item) => item.parentElement?.tagName === 'OL');
  expect(places.map((place) => place.textContent)).toEqual([
    'Waiting area1260 places',
    'Called1',
    'Kazakh postBefore1Documents2Scanning1Exam02 lanes open',
    'Between the posts910 places',
    'Kyrgyz postBefore0Documents2Scanning0Exam12 lanes open',
    'Cleared9last hour',
  ]);
  screen.getByText(/· 10 mins old$/);
});

it('has a table that says what the chart says', async () => {
  const startsAt = new Date(Math.floor((Date.now() - 2 * 3_600_000) / 3_600_000) * 3_600_000).toISOString();
  answerHistory([sampleBucket(startsAt, { waitingMean: 23, waitMeanMinutes: 55 })]);
  liveStore.offerForecasts([sampleForecast({ checkpointId: 'table', seq: ++seq, madeAt: soon() })]);
  await show(<WaitSection checkpoint={sampleCheckpoint({ id: 'table' })} direction="out" />);
  await userEvent.click(await screen.findByRole('button', { name: 'As a table' }));
  const table = within(await screen.findByRole('table'));
  table.getByRole('columnheader', { name: 'Expected wait' });
  table.getByRole('row', { name: /23 2 55 min —/ });
  table.getAllByRole('row', { name: /— — — 40–75 min/ });
});

it('says that there is nothing yet, or that it could not be had', async () => {
  answerHistory([]);
  const { unmount } = await show(<WaitSection checkpoint={sampleCheckpoint({ id: 'nothing' })} direction="out" />);
  await screen.findByRole('heading', { name: 'No history and no forecast' });
  unmount();
  answerRequests(() => 'lost');
  await show(<WaitSection checkpoint={sampleCheckpoint({ id: 'lost' })} direction="out" />);
  await screen.findByRole('button', { name: 'Try again' });
});

it.each(languages)('says how each number is measured, with no text missing, in %s', async (language) => {
  await show(<MeasuresPage />, { language });
  await waitFor(() => expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(1 + 11 + 1));
  expect(document.body.textContent).not.toMatch(/measures\.|queue\./);
  const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
  for (const address of ['/api/live', '/api/forecasts', '/api/queue-history.csv', '/api/docs'])
    expect(links).toContain(address);
});
