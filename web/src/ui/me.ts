// Who looks at the app and what that role may open.
import type { Me, Role } from "#contract";
import { pageAt } from "../pages.ts";
import { useApi, useWorkspace } from "./api.ts";

export const me_path = "/api/v1/me";

/** Each role may do what those before it may, as on the server. */
export const roles = ["viewer", "agent", "marketer", "analyst", "admin"] as const satisfies readonly Role[];

export function useMe() {
  return useApi<Me>(me_path, {}, { staleTime: 60_000 });
}

/** Whether a role reaches another. A role that is not known yet is not held against anybody: the server decides. */
export function reaches(role: Role | undefined, wanted: Role | undefined): boolean {
  return role === undefined || wanted === undefined || roles.indexOf(role) >= roles.indexOf(wanted);
}

/** Whether who is signed in may open the page at a path: links to others are not offered. */
export function useMayOpen(path: string): boolean {
  return reaches(useMe().data?.caller?.role, pageAt(path)?.role);
}

/** Whether who is signed in reaches a role: for buttons that change something, by the role of the route that they call. */
export function useMay(wanted: Role): boolean {
  return reaches(useMe().data?.caller?.role, wanted);
}

/** Whether who is signed in sees masks instead of personal data: then names are not sorted nor searched by parts. */
export function useMasked(): boolean {
  return !reaches(useMe().data?.caller?.role, useWorkspace().data?.personal_data_role);
}
