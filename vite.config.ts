import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = `http://127.0.0.1:${process.env.PORT ?? '3000'}`;

const client = (path: string) => fileURLToPath(new URL(`client/${path}`, import.meta.url));

export default defineConfig({
  root: client(''),
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('dist/client', import.meta.url)),
    emptyOutDir: true,
    // Mantine, Leaflet and zod in one chunk are a little over Vite's default of 500 kB.
    chunkSizeWarningLimit: 700,
    // What the service worker has to keep is read from it (client/service-worker-files.ts).
    manifest: true,
    rolldownOptions: {
      input: { index: client('index.html'), 'service-worker': client('service-worker.ts') },
      // A service worker is found at an address that stays, and rules what lies below it.
      output: { entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js') },
    },
  },
  // Not the client's own folder api/: its modules are asked for by their names.
  server: { proxy: { '^/api/(?!.*\\.tsx?(\\?|$))': server, '/socket.io': { target: server, ws: true } } },
});
