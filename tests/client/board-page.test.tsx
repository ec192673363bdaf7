import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { BoardPage } from '../../client/board/board-page.tsx';
import { show } from './support/render.tsx';
import { sampleCheckpoint } from './support/samples.ts';
import { answerRequests } from './support/server.ts';

/** More than fit the 768 pixels of jsdom's window. */
const items = Array.from({ length: 16 }, (_, index) =>
  sampleCheckpoint({ id: `post-${index}`, kzPostName: `Post ${String(index).padStart(2, '0')}` }),
);
const namesShown = () => screen.getAllByText(/^Post \d\d$/).map((name) => name.textContent);

it('shows all checkpoints by name, page after page, turned by keys', async () => {
  answerRequests(({ path }) =>
    path === '/api/checkpoints'
      ? { status: 200, body: { items, nextCursor: null } }
      : { status: 503, body: { code: 'INTERNAL', message: '' } },
  );
  await show(<BoardPage />);
  await screen.findByText('page 1 of 2');
  const first = namesShown();
  await userEvent.keyboard('{ArrowRight}');
  screen.getByText('page 2 of 2');
  expect([...first, ...namesShown()]).toEqual(items.map(({ kzPostName }) => kzPostName));
  await userEvent.keyboard('{ArrowRight}');
  screen.getByText('page 1 of 2');
  await userEvent.keyboard('{ArrowLeft}');
  screen.getByText('page 2 of 2');
});

it('stops and goes on by a button, and leads back to the map', async () => {
  answerRequests(() => ({ status: 200, body: { items, nextCursor: null } }));
  await show(<BoardPage />);
  await userEvent.click(screen.getByRole('button', { name: 'Stop turning pages' }));
  screen.getByRole('button', { name: 'Turn pages by itself' });
  expect(screen.getByRole('link', { name: 'To the map' }).getAttribute('href')).toBe('/');
});

it('says so when the checkpoints cannot be had', async () => {
  answerRequests(() => 'lost');
  await show(<BoardPage />);
  await screen.findByRole('button', { name: 'Try again' });
});
