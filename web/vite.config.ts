import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  build: {
    sourcemap: false,
    chunkSizeWarningLimit: 1200,
  },
  resolve: {
    alias: {
      // The full zone file weighs 740 kB and reaches back to 1900; ten years are what a plant looks at.
      'moment-timezone': 'moment-timezone/builds/moment-timezone-with-data-10-year-range.js',
    },
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:8080',
      '/ws': { target: 'ws://127.0.0.1:8080', ws: true },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    server: { deps: { inline: [/@grafana/] } },
    env: { TZ: 'UTC' },
  },
});
