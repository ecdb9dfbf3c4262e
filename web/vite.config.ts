// How the web app is built (into dist/web, which the server serves) and run in development.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Where a running Kompas answers the API while the pages come from vite. */
const kompas_url = process.env.KOMPAS_URL ?? "http://127.0.0.1:4600";

/** Writes each text file compressed beside itself, for the server to send as it is. Fonts are compressed already. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    writeBundle({ dir = "" }) {
      for (const name of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
        if (!/\.(js|css|html|svg)$/.test(name)) continue;
        const path = join(dir, name);
        const text = readFileSync(path);
        if (text.length < 1024) continue;
        writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
        writeFileSync(`${path}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
      }
    },
  };
}

/** `messages.en.json?title` is the page's title alone: the navigation names pages whose other words are not loaded yet. */
function titles(): Plugin {
  return {
    name: "titles",
    enforce: "pre",
    load(id) {
      if (!id.endsWith(".json?title")) return undefined;
      const path = id.slice(0, -"?title".length);
      this.addWatchFile(path);
      const title: unknown = JSON.parse(readFileSync(path, "utf8")).title ?? "";
      return { code: `export default ${JSON.stringify(title)};`, moduleType: "js" };
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), titles(), compressed()],
  build: {
    outDir: "../dist/web",
    // Every browser that runs the app knows preloading itself.
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    target: "es2022",
    // ECharts is one chunk of its own, loaded after the first paint.
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      // The server refuses foreign Host and Origin headers, so both become its own.
      "/api/": { target: kompas_url, changeOrigin: true, headers: { origin: kompas_url } },
    },
  },
});
