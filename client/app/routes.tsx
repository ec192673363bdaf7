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
        path: 'itineraries',
        lazy: async () => ({ Component: (await import('../itineraries/itineraries-page.tsx')).ItinerariesPage }),
      },
      {
        path: 'itineraries/new',
        lazy: async () => ({ Component: (await import('../itineraries/new-itinerary-page.tsx')).NewItineraryPage }),
      },
      {
        path: 'itineraries/:itineraryId',
        lazy: async () => ({ Component: (await import('../itineraries/itinerary-page.tsx')).ItineraryPage }),
      },
      {
        path: 'sailings',
        lazy: async () => ({ Component: (await import('../sailings/sailings-page.tsx')).SailingsPage }),
      },
      {
        path: 'sailings/:sailingId',
        lazy: async () => ({ Component: (await import('../sailings/sailing-page.tsx')).SailingPage }),
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
      { path: 'trips', lazy: async () => ({ Component: (await import('../trips/trips-page.tsx')).TripsPage }) },
      { path: 'desk', lazy: async () => ({ Component: (await import('../desk/desk-page.tsx')).DeskPage }) },
      {
        path: 'proposals/:proposalId',
        lazy: async () => ({ Component: (await import('../proposals/proposal-page.tsx')).ProposalPage }),
      },
      { path: 'plans', lazy: async () => ({ Component: (await import('../plans/plans-page.tsx')).PlansPage }) },
      { path: 'plans/:planId', lazy: async () => ({ Component: (await import('../plans/plan-page.tsx')).PlanPage }) },
      { path: 'audit', lazy: async () => ({ Component: (await import('../audit/audit-page.tsx')).AuditPage }) },
      { path: 'regimes', lazy: async () => ({ Component: (await import('../regimes/regimes-page.tsx')).RegimesPage }) },
      {
        path: 'regimes/new',
        lazy: async () => ({ Component: (await import('../regimes/new-regime-page.tsx')).NewRegimePage }),
      },
      {
        path: 'previews/transfer',
        lazy: async () => ({ Component: (await import('../previews/transfer-page.tsx')).TransferPage }),
      },
      {
        path: 'previews/:previewId',
        lazy: async () => ({ Component: (await import('../previews/preview-page.tsx')).PreviewPage }),
      },
      {
        path: 'compliance',
        lazy: async () => ({ Component: (await import('../compliance/compliance-page.tsx')).CompliancePage }),
      },
      {
        path: 'compliance/lists',
        lazy: async () => ({ Component: (await import('../compliance/lists-page.tsx')).ListsPage }),
      },
      {
        path: 'compliance/green',
        lazy: async () => ({ Component: (await import('../compliance/green-page.tsx')).GreenPage }),
      },
      {
        path: 'measures',
        lazy: async () => ({ Component: (await import('../measures/measures-page.tsx')).MeasuresPage }),
      },
      {
        path: 'corridors',
        lazy: async () => ({ Component: (await import('../corridors/corridors-page.tsx')).CorridorsPage }),
      },
      {
        path: 'fairness',
        lazy: async () => ({ Component: (await import('../fairness/fairness-page.tsx')).FairnessPage }),
      },
      { path: 'notices', lazy: async () => ({ Component: (await import('../notices/notices-page.tsx')).NoticesPage }) },
      {
        path: 'notices/settings',
        lazy: async () => ({ Component: (await import('../notices/settings-page.tsx')).NoticeSettingsPage }),
      },
      {
        path: 'notices/batches',
        lazy: async () => ({ Component: (await import('../notices/batches-page.tsx')).NoticeBatchesPage }),
      },
      {
        path: 'waitlist',
        lazy: async () => ({ Component: (await import('../waitlist/waitlist-page.tsx')).WaitlistPage }),
      },
      {
        path: 'no-shows',
        lazy: async () => ({ Component: (await import('../conduct/no-shows-page.tsx')).NoShowsPage }),
      },
      { path: 'fleet', lazy: async () => ({ Component: (await import('../fleet/fleet-page.tsx')).FleetPage }) },
      {
        path: 'applications',
        lazy: async () => ({ Component: (await import('../applications/applications-page.tsx')).ApplicationsPage }),
      },
      {
        path: 'framework-contracts',
        lazy: async () => ({
          Component: (await import('../framework-contracts/framework-contracts-page.tsx')).FrameworkContractsPage,
        }),
      },
      {
        path: 'settings/api-keys',
        lazy: async () => ({ Component: (await import('../fleet/api-keys-page.tsx')).ApiKeysPage }),
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
