import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = `http://127.0.0.1:${process.env.PORT ?? '3000'}`;

export default defineConfig({
  root: fileURLToPath(new URL('client', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('dist/client', import.meta.url)),
    emptyOutDir: true,
    // Mantine, Leaflet and zod in one chunk are a little over Vite's default of 500 kB.
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': server, '/socket.io': { target: server, ws: true } } },
});
