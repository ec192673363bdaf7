import { createBrowserRouter } from 'react-router';
import { CrashPage, NotFoundPage } from './error-pages.tsx';
import { Shell } from './shell.tsx';

/** Every page is a chunk of its own: the map does not wait for the booking form. */
export const router = createBrowserRouter([
  {
    path: '/',
    element: <Shell />,
    errorElement: <CrashPage />,
    hydrateFallbackElement: <div />,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('../map/map-page.tsx')).MapPage }) },
      {
        path: 'checkpoints/:checkpointId',
        lazy: async () => ({ Component: (await import('../checkpoint/checkpoint-page.tsx')).CheckpointPage }),
      },
      { path: 'book', lazy: async () => ({ Component: (await import('../booking/booking-page.tsx')).BookingPage }) },
      {
        path: 'bookings',
        lazy: async () => ({ Component: (await import('../booking/my-bookings-page.tsx')).MyBookingsPage }),
      },
      {
        path: 'gate/:checkpointId?',
        lazy: async () => ({ Component: (await import('../gate/gate-page.tsx')).GatePage }),
      },
      { path: 'trip/:token', lazy: async () => ({ Component: (await import('../trip/trip-page.tsx')).TripPage }) },
      {
        path: 'trucks/:checkpointId?',
        lazy: async () => ({ Component: (await import('../booking/booked-trucks-page.tsx')).BookedTrucksPage }),
      },
      {
        path: 'accounts',
        lazy: async () => ({ Component: (await import('../accounts/accounts-page.tsx')).AccountsPage }),
      },
      { path: 'plans', lazy: async () => ({ Component: (await import('../plans/plans-page.tsx')).PlansPage }) },
      { path: 'plans/:planId', lazy: async () => ({ Component: (await import('../plans/plan-page.tsx')).PlanPage }) },
      {
        path: 'measures',
        lazy: async () => ({ Component: (await import('../measures/measures-page.tsx')).MeasuresPage }),
      },
      { path: 'sign-in', lazy: async () => ({ Component: (await import('../accounts/sign-in-page.tsx')).SignInPage }) },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
  {
    path: '/board',
    errorElement: <CrashPage />,
    hydrateFallbackElement: <div />,
    lazy: async () => ({ Component: (await import('../board/board-page.tsx')).BoardPage }),
  },
]);
