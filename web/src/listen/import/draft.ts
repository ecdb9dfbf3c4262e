// The import as far as the person has come: where the rows are, how they are read, what the columns mean.

import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { FileFormat, Location, Mapping, Preview } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { useSearchState } from "../../ui/search.ts";
import { locationOf, parseSearch, type Step, searchOf } from "./location.ts";

interface Corrections {
  readonly format?: FileFormat;
  readonly mapping?: Mapping;
}

const key = (location: Location) => `kompas.import.${JSON.stringify(location)}`;

/** Corrections survive a reload, but not the tab; those of a database (whose URL holds a password) only memory. */
function recall(location: Location | null): Corrections {
  if (location === null || location.kind === "database") return {};
  try {
    return JSON.parse(sessionStorage.getItem(key(location)) ?? "{}");
  } catch {
    return {};
  }
}

function keep(location: Location, corrections: Corrections): void {
  if (location.kind !== "database") sessionStorage.setItem(key(location), JSON.stringify(corrections));
}

export interface Draft {
  readonly step: Step;
  readonly location: Location | null;
  readonly preview: Preview | undefined;
  readonly previewing: boolean;
  readonly fault: Error | null;
  /** The mapping in force: as guessed, or as corrected. */
  readonly mapping: Mapping | undefined;
  readonly corrected: boolean;
  readonly go: (step: Step) => void;
  readonly choose: (location: Location) => void;
  readonly setFormat: (format: FileFormat) => void;
  readonly setMapping: (mapping: Mapping | undefined) => void;
  readonly retry: () => void;
}

function usePreview(location: Location | null, format: FileFormat | undefined) {
  return useQuery({
    queryKey: ["/api/v1/imports/preview", location, format],
    queryFn: ({ signal }) =>
      apiSend<Preview>(
        "POST",
        "/api/v1/imports/preview",
        { location, ...(format === undefined ? {} : { format }) },
        signal,
      ),
    enabled: location !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** The draft of the import page: the step and the place are in the URL, the corrections in the tab. */
export function useDraft(): Draft {
  const [raw, setSearch] = useSearchState();
  const search = useMemo(() => parseSearch(raw), [raw]);
  const [secret, setSecret] = useState<Location | null>(null);
  const named = useMemo(() => locationOf(search), [search]);
  const location = search.kind === "database" ? secret : named;
  const [corrections, setCorrections] = useState<{ of: Location | null; value: Corrections }>({ of: null, value: {} });
  // Corrections of another location are not this one's.
  const present = useMemo(
    () =>
      corrections.of !== null && location !== null && key(corrections.of) === key(location)
        ? corrections.value
        : recall(location),
    [corrections, location],
  );
  const preview = usePreview(location, present.format);

  const go = useCallback(
    (step: Step) => setSearch({ step: step === "choose" ? undefined : step }, { push: true }),
    [setSearch],
  );
  const choose = useCallback(
    (chosen: Location) => {
      setSecret(chosen.kind === "database" ? chosen : null);
      setSearch({ kind: undefined, at: undefined, file: undefined, ...searchOf(chosen, "preview") }, { push: true });
    },
    [setSearch],
  );
  const correct = useCallback(
    (value: Corrections) => {
      if (location === null) return;
      keep(location, value);
      setCorrections({ of: location, value });
    },
    [location],
  );
  const setFormat = useCallback((format: FileFormat) => correct({ format }), [correct]);
  const { format } = present;
  const setMapping = useCallback(
    (mapping: Mapping | undefined) =>
      correct({ ...(format === undefined ? {} : { format }), ...(mapping === undefined ? {} : { mapping }) }),
    [correct, format],
  );
  return {
    step: location === null ? "choose" : (search.step ?? "choose"),
    location,
    preview: preview.data,
    previewing: preview.isFetching,
    fault: preview.error,
    mapping: present.mapping ?? preview.data?.mapping,
    corrected: present.mapping !== undefined,
    go,
    choose,
    setFormat,
    setMapping,
    retry: () => void preview.refetch(),
  };
}
