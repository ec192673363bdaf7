import { DirectionProvider, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router';
import { callerQuery } from '../api/caller.ts';
import { apiErrorOf, isRefusal } from '../api/errors.ts';
import { router } from './routes.tsx';
import { cssVariables, theme } from './theme.ts';

/** A session that ended while the page was open: ask again who is calling, so that the page offers to sign in. */
function onError(error: unknown): void {
  if (apiErrorOf(error).code === 'NOT_SIGNED_IN')
    void queryClient.invalidateQueries({ queryKey: callerQuery.queryKey });
}

const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; a lost connection may come back.
      retry: (failures, error) => failures < 2 && !isRefusal(error),
    },
  },
});

export function App() {
  return (
    // Its direction is that of the document, which the language sets.
    <DirectionProvider>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <Notifications position="top-right" />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
