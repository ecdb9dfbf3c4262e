// Every page of the app, in the order of the navigation. To add a page: a line here and a folder with page.tsx (default
// export: the component) and messages.<language>.json. A listed page whose folder has no page.tsx yet is not shown.
import {
  Bell,
  Building2,
  ChartLine,
  Coins,
  Combine,
  FileCode,
  FileUp,
  Fingerprint,
  Gauge,
  GitCompareArrows,
  Grid2x2Check,
  Grid3x3,
  KeyRound,
  LayoutDashboard,
  ListChecks,
  type LucideIcon,
  MailWarning,
  MessageCircleQuestionMark,
  Radio,
  RadioTower,
  ScrollText,
  SearchCheck,
  Settings2,
  Shapes,
  ShieldBan,
  ShieldCheck,
  Shuffle,
  Sparkles,
  Sprout,
  Tags,
  Target,
  UserLock,
  Users,
  UsersRound,
  Waypoints,
  Workflow,
} from "lucide-react";
import type { ComponentType } from "react";
import type { Role } from "#contract";

/** Groups of the navigation: the loop, and the house around it. */
export const groups = ["listen", "analyze", "act", "evaluate", "settings"] as const;
export type Group = (typeof groups)[number];

/** One page. `icon` is left out for a page that others lead to and the navigation does not show. */
export interface Page {
  /** Its folder's name and the namespace of its messages; its name in the navigation is message `title` there. */
  readonly id: string;
  /** A route path; $name is a parameter. */
  readonly path: string;
  readonly group: Group;
  readonly icon?: LucideIcon;
  /** Stands under a heading of its own in the navigation, behind the rest of its group. */
  readonly part?: "profile";
  /** Its numbers are those of the period: the period picker is shown. */
  readonly has_period?: boolean;
  /** What it shows when the URL names no period; "recent" when left out. */
  readonly period_fallback?: "recent" | "all";
  /** The least role that may open it; every role when left out. */
  readonly role?: Role;
  /** Stands alone, without header and navigation, and is open to who has not signed in. */
  readonly bare?: boolean;
}

const listed: readonly Page[] = [
  { id: "import", path: "/import", group: "listen", icon: FileUp, role: "analyst" },
  { id: "import-run", path: "/import/$id", group: "listen", role: "analyst" },
  { id: "welcome", path: "/welcome", group: "listen" },
  { id: "templates", path: "/templates", group: "listen" },
  { id: "simulation", path: "/simulation", group: "listen" },
  { id: "sources", path: "/sources", group: "listen", icon: RadioTower },
  { id: "source", path: "/sources/$slug", group: "listen" },
  { id: "live", path: "/live", group: "listen", icon: Radio, role: "analyst" },
  { id: "plan", path: "/plan", group: "listen", icon: ListChecks, role: "analyst" },
  { id: "dead-letters", path: "/dead-letters", group: "listen", icon: MailWarning, role: "analyst" },
  { id: "costs", path: "/costs", group: "listen", icon: Coins, role: "marketer" },
  { id: "surveys", path: "/surveys", group: "listen", icon: MessageCircleQuestionMark },
  { id: "survey", path: "/surveys/$id", group: "listen" },
  { id: "answer", path: "/s/$id", group: "listen", bare: true },
  { id: "quality", path: "/quality", group: "listen", part: "profile", icon: SearchCheck },
  { id: "consent", path: "/consent", group: "listen", part: "profile", icon: ShieldCheck },
  { id: "enrichment", path: "/enrichment", group: "listen", part: "profile", icon: Sparkles, role: "marketer" },
  { id: "privacy", path: "/privacy", group: "listen", part: "profile", icon: UserLock, role: "agent" },
  { id: "blocks", path: "/blocks", group: "listen", icon: ShieldBan, role: "analyst" },
  { id: "traits", path: "/traits", group: "listen", part: "profile", icon: Tags, role: "analyst" },
  { id: "identity", path: "/identity", group: "listen", part: "profile", icon: Fingerprint, role: "analyst" },
  { id: "matching", path: "/matching", group: "listen", part: "profile", icon: Combine, role: "analyst" },
  { id: "review", path: "/review", group: "listen", part: "profile", icon: GitCompareArrows, role: "agent" },
  { id: "overview", path: "/", group: "analyze", icon: Gauge, has_period: true },
  { id: "dashboards", path: "/dashboards", group: "analyze", icon: LayoutDashboard },
  { id: "dashboard", path: "/dashboards/$id", group: "analyze" },
  { id: "classes", path: "/classes", group: "analyze", icon: Grid3x3, has_period: true, period_fallback: "all" },
  { id: "rfm", path: "/rfm", group: "analyze", icon: Grid2x2Check },
  { id: "lifecycle", path: "/lifecycle", group: "analyze", icon: Sprout },
  { id: "migration", path: "/migration", group: "analyze", icon: Shuffle },
  { id: "cohorts", path: "/cohorts", group: "analyze", icon: Waypoints, has_period: true, period_fallback: "all" },
  { id: "customers", path: "/customers", group: "analyze", icon: Users },
  { id: "customer", path: "/customers/$id", group: "analyze" },
  { id: "segments", path: "/segments", group: "analyze", icon: Shapes },
  { id: "segment", path: "/segments/$id", group: "analyze" },
  { id: "segment-edit", path: "/segments/$id/edit", group: "analyze", role: "marketer" },
  { id: "segment-new", path: "/new-segment", group: "analyze", role: "marketer" },
  { id: "accounts", path: "/accounts", group: "analyze", icon: Building2 },
  { id: "account", path: "/accounts/$id", group: "analyze" },
  // The address /metrics itself is the server's: its own figures, for monitoring.
  { id: "metrics", path: "/metrics/all", group: "analyze", icon: ChartLine, has_period: true },
  { id: "metric", path: "/metrics/$id", group: "analyze", has_period: true },
  { id: "metric-edit", path: "/metrics/$id/edit", group: "analyze", role: "analyst" },
  { id: "metric-new", path: "/new-metric", group: "analyze", role: "analyst" },
  { id: "metric-tree", path: "/metric-tree", group: "analyze", icon: Workflow, has_period: true },
  { id: "targets", path: "/targets", group: "analyze", icon: Target },
  { id: "alerts", path: "/alerts", group: "analyze", icon: Bell },
  { id: "shared", path: "/shared", group: "analyze", bare: true },
  { id: "unsubscribe", path: "/unsubscribe/$token", group: "analyze", bare: true },
  { id: "workspace", path: "/workspace", group: "settings", icon: Settings2, role: "admin" },
  { id: "users", path: "/users", group: "settings", icon: UsersRound, role: "admin" },
  { id: "api-keys", path: "/api-keys", group: "settings", icon: KeyRound, role: "admin" },
  { id: "definitions", path: "/definitions", group: "settings", icon: FileCode, role: "analyst" },
  { id: "audit", path: "/audit", group: "settings", icon: ScrollText, role: "admin" },
  { id: "profile", path: "/profile", group: "settings" },
  { id: "login", path: "/login", group: "settings", bare: true },
  { id: "set-up", path: "/set-up", group: "settings", bare: true },
  { id: "join", path: "/join", group: "settings", bare: true },
];

const modules = import.meta.glob<{ default: ComponentType }>("./*/*/page.tsx");

/** A page with the function that loads its component (a chunk of its own). */
export interface LoadablePage extends Page {
  readonly load: () => Promise<{ default: ComponentType }>;
}

/** The pages that exist. */
export const pages: readonly LoadablePage[] = listed.flatMap((page) => {
  const load = modules[`./${page.group}/${page.id}/page.tsx`];
  return load === undefined ? [] : [{ ...page, load }];
});

const partsOf = (path: string) => path.split("/").filter((part) => part !== "");

/** The page whose path fits an address; parameters fit anything. */
export function pageAt(address: string): LoadablePage | undefined {
  const parts = partsOf(address);
  return pages.find(({ path }) => {
    const wanted = partsOf(path);
    return (
      wanted.length === parts.length && wanted.every((part, index) => part.startsWith("$") || part === parts[index])
    );
  });
}

/** Whether a page of this id exists, for links that other pages offer. */
export function hasPage(id: string): boolean {
  return pages.some((page) => page.id === id);
}
