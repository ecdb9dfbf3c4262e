// Tests: unit and storage tests beside the code, house tests in tests/, stories in scenarios/.
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Only our own condition: Node is started with these, and "import" would give CommonJS packages the wrong half of pg.
  ssr: { resolve: { conditions: ["development"], externalConditions: ["development"] } },
  test: {
    include: [
      "src/**/*.test.ts",
      "tests/**/*.test.ts",
      "scenarios/**/*.test.ts",
      "web/**/*.test.ts",
      "sdk/**/*.test.ts",
    ],
    globalSetup: ["tests/engines.setup.ts", "scenarios/browser/app.setup.ts"],
    setupFiles: ["tests/properties.setup.ts"],
    // A page on a busy machine may take its time; a wrong one never comes.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
