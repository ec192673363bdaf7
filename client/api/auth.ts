import { createAuthClient } from 'better-auth/react';

/** Imported only where somebody signs in or out, so that the map loads without it. */
export const authClient = createAuthClient({ basePath: '/api/auth' });
