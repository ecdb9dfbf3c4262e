// How the web app is built (into dist/web, which the server serves) and run in development.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where a running Kompas answers the API while the pages come from vite. */
const kompas_url = process.env.KOMPAS_URL ?? "http://127.0.0.1:4600";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2022",
    // ECharts is one chunk of its own, loaded after the first paint.
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      // The server refuses foreign Host and Origin headers, so both become its own.
      "/api": { target: kompas_url, changeOrigin: true, headers: { origin: kompas_url } },
    },
  },
});
