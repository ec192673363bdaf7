import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { afterEach } from 'vitest';
import { theme } from '../../../client/app/theme.ts';
import { speak, startI18n } from '../../../client/i18n/i18n.ts';
import type { Language } from '../../../client/i18n/languages.ts';

// What jsdom lacks and Mantine asks the browser for.
window.matchMedia = (query) =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollIntoView = () => undefined;
Object.defineProperty(document, 'fonts', { value: new EventTarget() });

afterEach(cleanup);

/** Renders with everything that main.tsx puts around the pages, in a language. */
export async function show(
  ui: ReactNode,
  { language = 'en', path = '/' }: { language?: Language; path?: string } = {},
) {
  if (!i18next.isInitialized) await startI18n();
  await speak(language);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const screen = render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queryClient}>
        <MemoryRouter initialEntries={[path]}>{ui}</MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...screen, queryClient };
}
