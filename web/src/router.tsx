// The routes, made of the list of pages: one route a page, each in its own chunk, below the shell.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { pages } from "./pages.ts";
import { NotFound } from "./shell/not-found.tsx";
import { PageFault } from "./shell/page-fault.tsx";
import { Shell } from "./shell/shell.tsx";
import { Progress } from "./ui/progress.tsx";
import { parseSearch, stringifySearch } from "./ui/search.ts";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const routes = pages.map((page) =>
  createRoute({
    getParentRoute: () => root,
    path: page.path,
    component: lazyRouteComponent(page.load),
  }),
);

export const router = createRouter({
  routeTree: root.addChildren(routes),
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultPendingComponent: Progress,
  defaultErrorComponent: PageFault,
  scrollRestoration: true,
});
